/** Programs that use the library. */
@NullMarked
package dev.manyhands.examples;

import org.jspecify.annotations.NullMarked;

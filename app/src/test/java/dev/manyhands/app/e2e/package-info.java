/** The real launcher on real repositories, with real processes. */
@NullMarked
package dev.manyhands.app.e2e;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.manyhands.bench;

import org.jspecify.annotations.NullMarked;

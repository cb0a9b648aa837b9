/** Runs programs under supervision: limits, output, and the end of everything they started. */
@NullMarked
package dev.manyhands.engine.process;

import org.jspecify.annotations.NullMarked;

/** The effects of a run, each one straight-line procedure. */
@NullMarked
package dev.manyhands.engine.attempt;

import org.jspecify.annotations.NullMarked;

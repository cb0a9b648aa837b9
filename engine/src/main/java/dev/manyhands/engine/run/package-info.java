/** Carries a run forward: one loop that owns its state, and the effects that it keeps going. */
@NullMarked
package dev.manyhands.engine.run;

import org.jspecify.annotations.NullMarked;

/** What to do: a plan, its tasks and its limits, independent of how plans are written down. */
@NullMarked
package dev.manyhands.core.plan;

import org.jspecify.annotations.NullMarked;

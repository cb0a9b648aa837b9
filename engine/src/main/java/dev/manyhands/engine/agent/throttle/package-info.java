/** How many model calls a provider is given at once, learned from what it refuses. */
@NullMarked
package dev.manyhands.engine.agent.throttle;

import org.jspecify.annotations.NullMarked;

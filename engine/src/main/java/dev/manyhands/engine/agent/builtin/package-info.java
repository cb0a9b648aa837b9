/** An agent of our own: a loop of model calls and a few tools, for which a key is enough. */
@NullMarked
package dev.manyhands.engine.agent.builtin;

import org.jspecify.annotations.NullMarked;

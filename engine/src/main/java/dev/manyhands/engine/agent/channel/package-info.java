/** Talks to tools: a class for each kind of channel, whatever tool is at its other end. */
@NullMarked
package dev.manyhands.engine.agent.channel;

import org.jspecify.annotations.NullMarked;

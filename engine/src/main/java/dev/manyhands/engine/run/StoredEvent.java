package dev.manyhands.engine.run;

import dev.manyhands.core.run.Event;

/**
 * An event that is durable.
 *
 * @param seq its number within its run: from 1, without gaps
 */
public record StoredEvent(long seq, Event event) {}

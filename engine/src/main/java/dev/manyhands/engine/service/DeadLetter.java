package dev.manyhands.engine.service;

import dev.manyhands.core.run.RunId;
import java.time.Instant;

/**
 * Events that a webhook did not take, however often they were sent.
 *
 * @param first the number of the first event
 * @param last the number of the last one
 * @param tries how often they were sent
 * @param reason of the last failure
 */
public record DeadLetter(
    RunId run, long first, long last, int tries, String reason, Instant givenUpAt) {}

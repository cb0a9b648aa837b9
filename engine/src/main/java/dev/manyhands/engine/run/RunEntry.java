package dev.manyhands.engine.run;

import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list of runs shows of one.
 *
 * @param tasks how many it has by now
 * @param end how it ended; empty when it is not over
 */
public record RunEntry(
    RunId id, String name, int tasks, Instant createdAt, Optional<RunStatus> end) {}

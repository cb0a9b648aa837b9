package dev.manyhands.engine;

import dev.manyhands.core.run.RunId;
import java.time.Instant;

/**
 * Where a run stands, in one line.
 *
 * @param status {@code running}, {@code interrupted} (not over, and no engine carries it), or how
 *     it ended: {@code succeeded}, {@code partial}, {@code failed}, {@code cancelled}
 * @param tasks how many it has
 */
public record RunSummary(RunId id, String name, String status, int tasks, Instant createdAt) {
  /** The status of a run that is not over and that no engine carries. */
  public static final String INTERRUPTED = "interrupted";
}

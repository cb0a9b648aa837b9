package dev.manyhands.engine.attempt;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.port.Workspace.Snapshot;
import org.jspecify.annotations.Nullable;

/** Keeps what an attempt made; a workspace whose files cannot be kept stays as it is. */
final class FileKeeping {
  private FileKeeping() {}

  /**
   * What came of it.
   *
   * @param snapshotOrNull null when there is none
   * @param problem what could not be kept, and where it is; empty when all was
   */
  record Kept(@Nullable Snapshot snapshotOrNull, String problem) {
    boolean isSafe() {
      return problem.isEmpty();
    }

    @Nullable Change changeOrNull() {
      return snapshotOrNull == null ? null : snapshotOrNull.change();
    }
  }

  static Kept snapshot(RunContext context, AttemptId attempt, CommitId base, Workspace workspace)
      throws InterruptedException {
    String message =
        "%s%n%nManyhands-Run: %s%nManyhands-Task: %s%nManyhands-Attempt: %d"
            .formatted(
                context.task(attempt.task()).title(),
                context.run(),
                attempt.task(),
                attempt.number());
    try {
      Snapshot snapshot = workspace.snapshot(base, message);
      return new Kept(snapshot, problem(String.join("; ", snapshot.problems()), workspace));
    } catch (ManyhandsException e) {
      return new Kept(null, problem(e.getMessage() + "", workspace));
    }
  }

  private static String problem(String what, Workspace workspace) {
    return what.isEmpty()
        ? ""
        : "not all files were kept: %s; they are in %s".formatted(what, workspace.root());
  }

  /** Keeps the files and gives the workspace back, unless something is only there. */
  static Kept keep(RunContext context, AttemptId attempt, CommitId base, Workspace workspace)
      throws InterruptedException {
    Kept kept = snapshot(context, attempt, base, workspace);
    if (kept.isSafe()) {
      workspace.release();
    }
    return kept;
  }
}

package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.plan.Globs;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.port.Workspace.Snapshot;
import dev.manyhands.engine.process.Explanations;
import dev.manyhands.engine.process.ProgramEnd;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what a helper made, and says whether it is what was wanted. */
final class Judging {
  private static final int PATHS_NAMED = 5;

  private final RunContext context;
  private final AttemptId attempt;
  private final Effect.RunAttempt effect;
  private final TaskSpec task;
  private final Workspace workspace;
  private final Programs programs;
  private FileKeeping.@Nullable Kept kept;
  private @Nullable Judged latest;

  /** What was said of a tree. */
  private record Judged(TreeId tree, Optional<String> objection) {}

  Judging(RunContext context, Effect.RunAttempt effect, Workspace workspace, Programs programs) {
    this.context = context;
    this.effect = effect;
    this.attempt = effect.attempt();
    this.task = context.task(attempt.task());
    this.workspace = workspace;
    this.programs = programs;
  }

  /** Keeps the files as they are now. */
  FileKeeping.Kept keep() throws InterruptedException {
    kept = FileKeeping.snapshot(context, attempt, effect.base(), workspace);
    return kept;
  }

  /** Keeps the files, and returns what is wrong with them. The same files are judged once. */
  Optional<String> judge() throws InterruptedException {
    FileKeeping.Kept now = keep();
    if (!now.isSafe()) {
      return Optional.of("its files could not be kept");
    }
    Snapshot snapshot = Objects.requireNonNull(now.snapshotOrNull());
    TreeId tree = snapshot.change().tree();
    if (latest == null || !latest.tree().equals(tree)) {
      latest = new Judged(tree, objection(snapshot));
    }
    return latest.objection();
  }

  private Optional<String> objection(Snapshot snapshot) throws InterruptedException {
    Optional<String> outside = outside(snapshot.paths());
    if (outside.isPresent() || task.check().isEmpty() || snapshot.change().isEmpty()) {
      return outside;
    }
    ProgramEnd end = programs.check(task.check().get(), context.folder().check(attempt));
    return end instanceof ProgramEnd.Exited exited && exited.code() == 0
        ? Optional.empty()
        : Optional.of("its check failed: " + Explanations.of(end));
  }

  private Optional<String> outside(List<String> paths) {
    if (task.work() instanceof Work.Prompt prompt
        && prompt.brief().readOnly()
        && !paths.isEmpty()) {
      return Optional.of("it may only look, but it changed " + named(paths));
    }
    if (task.files().isEmpty()) {
      return Optional.empty();
    }
    Globs own = Globs.of(task.files());
    List<String> outside = paths.stream().filter(path -> !own.matches(path)).toList();
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of("it changed files that are not its own: " + named(outside));
  }

  private static String named(List<String> paths) {
    int more = paths.size() - PATHS_NAMED;
    return String.join(", ", paths.subList(0, Math.min(PATHS_NAMED, paths.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** Collects reports, gives the workspace back, and says how the attempt ended. */
  AttemptEnd end(
      Outcome outcome,
      String reason,
      boolean hopeless,
      @Nullable Integer exitCodeOrNull,
      String summary)
      throws InterruptedException {
    FileKeeping.Kept files = kept == null ? keep() : kept;
    CollectedFiles.copy(
        workspace.root(), context.tasks().combine().reports(), context.folder().collected(attempt));
    String why = reason;
    if (files.isSafe()) {
      workspace.release();
    } else {
      why = reason.isEmpty() ? files.problem() : reason + "; " + files.problem();
    }
    return new AttemptEnd(
        outcome, why, exitCodeOrNull, files.changeOrNull(), summary, Usage.NONE, hopeless);
  }
}

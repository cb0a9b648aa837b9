package dev.manyhands.engine.attempt;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.plan.Globs;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.port.Workspace.Snapshot;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Explanations;
import dev.manyhands.engine.process.ProgramEnd;
import dev.manyhands.engine.run.Uninterrupted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One try of a task, from beginning to end: take a workspace at the base, set it up, let the helper
 * work, keep its files, check them.
 */
final class AttemptProcedure {
  private static final int PATHS_NAMED = 5;

  private final RunContext context;
  private final Effect.RunAttempt effect;
  private final AttemptId attempt;
  private final TaskSpec task;
  private final Cookie cookie;

  AttemptProcedure(RunContext context, Effect.RunAttempt effect) {
    this.context = context;
    this.effect = effect;
    this.attempt = effect.attempt();
    this.task = context.task(attempt.task());
    this.cookie = HelperEnvironment.cookie(context.run(), attempt);
  }

  /**
   * Carries it out.
   *
   * @throws InterruptedException if it is no longer wanted; its processes have ended and its files
   *     are kept by then
   */
  AttemptEnd run() throws InterruptedException {
    Workspace workspace;
    try {
      workspace =
          context
              .workspaces()
              .take(
                  new Holder.Attempt(context.run(), attempt),
                  effect.base(),
                  context.plan().workspace().copy());
    } catch (ManyhandsException e) {
      return AttemptEnd.without(
          Outcome.FAILED, "its workspace could not be made: " + e.getMessage());
    }
    try {
      return inside(workspace);
    } catch (InterruptedException e) {
      Uninterrupted.run(() -> FileKeeping.keep(context, attempt, effect.base(), workspace));
      throw e;
    }
  }

  private AttemptEnd inside(Workspace workspace) throws InterruptedException {
    Map<String, String> environment = environment();
    Programs programs = new Programs(context, workspace, environment, cookie);
    Optional<String> notReady =
        programs.setup(context.folder().setup(attempt), task.limits().start());
    if (notReady.isPresent()) {
      return end(workspace, failed("the workspace's setup failed: " + notReady.get()));
    }
    AgentRunner agent = Objects.requireNonNull(context.agents().get(task.agent()));
    // Whoever looks sees from here on that the workspace is ready.
    context.activity().says(attempt, "");
    AgentRunner.Result result =
        agent.run(
            new AgentRunner.Assignment(
                task,
                workspace.root(),
                environment,
                cookie,
                context.folder().output(attempt),
                line -> context.activity().says(attempt, line)));
    return end(workspace, result);
  }

  private static AgentRunner.Result failed(String reason) {
    return new AgentRunner.Result(Outcome.FAILED, reason, null, "", Usage.NONE);
  }

  private Map<String, String> environment() {
    Path prompt = context.folder().prompt(attempt);
    try {
      Files.createDirectories(prompt.getParent());
      Files.writeString(
          prompt,
          switch (task.work()) {
            case Work.Prompt p -> p.text();
            case Work.Program _ -> "";
          });
    } catch (IOException e) {
      throw ManyhandsException.external(prompt + " cannot be written: " + e.getMessage(), "", e);
    }
    return HelperEnvironment.of(context.plan(), cookie, prompt);
  }

  /** Keeps the files, whatever the helper said; then judges them, if it said that it is done. */
  private AttemptEnd end(Workspace workspace, AgentRunner.Result result)
      throws InterruptedException {
    FileKeeping.Kept kept = FileKeeping.snapshot(context, attempt, effect.base(), workspace);
    Outcome outcome = result.outcome();
    String reason = result.reason();
    if (outcome == Outcome.SUCCEEDED) {
      Optional<String> objection = objection(workspace, kept);
      if (objection.isPresent()) {
        outcome = Outcome.FAILED;
        reason = objection.get();
      }
    }
    collectReports(workspace);
    if (kept.isSafe()) {
      workspace.release();
    } else {
      reason = reason.isEmpty() ? kept.problem() : reason + "; " + kept.problem();
    }
    return new AttemptEnd(
        outcome,
        reason,
        result.exitCodeOrNull(),
        kept.changeOrNull(),
        result.summary(),
        result.usage());
  }

  private Optional<String> objection(Workspace workspace, FileKeeping.Kept kept)
      throws InterruptedException {
    if (!kept.isSafe()) {
      return Optional.of("its files could not be kept");
    }
    Snapshot snapshot = Objects.requireNonNull(kept.snapshotOrNull());
    Optional<String> outside = outside(snapshot.paths());
    if (outside.isPresent() || task.check().isEmpty() || snapshot.change().isEmpty()) {
      return outside;
    }
    Programs programs =
        new Programs(
            context,
            workspace,
            HelperEnvironment.of(context.plan(), cookie, context.folder().prompt(attempt)),
            cookie);
    ProgramEnd end = programs.check(task.check().get(), context.folder().check(attempt));
    return end instanceof ProgramEnd.Exited exited && exited.code() == 0
        ? Optional.empty()
        : Optional.of("its check failed: " + Explanations.of(end));
  }

  private Optional<String> outside(List<String> paths) {
    if (task.files().isEmpty()) {
      return Optional.empty();
    }
    Globs own = Globs.of(task.files());
    List<String> outside = paths.stream().filter(path -> !own.matches(path)).toList();
    if (outside.isEmpty()) {
      return Optional.empty();
    }
    int more = outside.size() - PATHS_NAMED;
    return Optional.of(
        "it changed files that are not its own: %s%s"
            .formatted(
                String.join(", ", outside.subList(0, Math.min(PATHS_NAMED, outside.size()))),
                more > 0 ? " and " + more + " more" : ""));
  }

  private void collectReports(Workspace workspace) {
    CollectedFiles.copy(
        workspace.root(), context.plan().combine().reports(), context.folder().collected(attempt));
  }
}

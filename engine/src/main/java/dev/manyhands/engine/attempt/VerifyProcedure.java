package dev.manyhands.engine.attempt;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Head;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Integrator.Merged;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Explanations;
import dev.manyhands.engine.process.ProcessTree;
import dev.manyhands.engine.process.ProgramEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Merges a group of changes, and finds out whether the combination is good. */
final class VerifyProcedure {
  private static final Duration SETUP = Duration.ofMinutes(10);

  private final RunContext context;
  private final Effect.Verify effect;
  private final Cookie cookie;

  VerifyProcedure(RunContext context, Effect.Verify effect) {
    this.context = context;
    this.effect = effect;
    this.cookie = HelperEnvironment.cookie(context.run(), effect.number());
  }

  MergeEnd run() throws InterruptedException {
    try {
      Merged merged = context.integrator().merge(context.run(), effect.head(), effect.candidates());
      Optional<Check> check = context.tasks().combine().check();
      boolean unchanged =
          !effect.candidates().isEmpty() && merged.head().tree().equals(effect.head().tree());
      MergeEnd end =
          check.isEmpty() || unchanged
              ? new MergeEnd.Passed(merged.head(), merged.conflicts(), null)
              : check(check.get(), merged);
      if (end instanceof MergeEnd.Passed passed) {
        context.integrator().keep(context.run(), passed.head());
      }
      return end;
    } catch (ManyhandsException e) {
      return new MergeEnd.Troubled(Objects.toString(e.getMessage()));
    }
  }

  private MergeEnd check(Check check, Merged merged) throws InterruptedException {
    // A check that an earlier engine left running would work in the same folder.
    new ProcessTree(cookie).end(context.grace());
    Head head = merged.head();
    Workspace workspace =
        context
            .workspaces()
            .take(
                new Holder.Combination(context.run()),
                head.commit(),
                context.plan().workspace().copy());
    try {
      Programs programs =
          new Programs(
              context,
              workspace,
              HelperEnvironment.of(context.environment(), context.plan(), cookie),
              cookie);
      Path folder = context.folder().combination(effect.number());
      long start = System.nanoTime();
      Optional<String> notReady = programs.setup(folder.resolve("setup.log"), SETUP);
      if (notReady.isPresent()) {
        return failed(head, start, "the workspace's setup failed: " + notReady.get());
      }
      ProgramEnd end = programs.check(check, folder.resolve("check.log"));
      CollectedFiles.copy(
          workspace.root(),
          context.tasks().combine().reports(),
          context.folder().collectedFromCombination(effect.number()));
      return end instanceof ProgramEnd.Exited exited && exited.code() == 0
          ? new MergeEnd.Passed(head, merged.conflicts(), since(start))
          : failed(head, start, Explanations.of(end));
    } finally {
      workspace.release();
    }
  }

  private static MergeEnd failed(Head head, long start, String reason) {
    return new MergeEnd.Failed(head.tree(), since(start), reason);
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}

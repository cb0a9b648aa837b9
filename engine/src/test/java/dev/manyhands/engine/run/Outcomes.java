package dev.manyhands.engine.run;

import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Outcomes that effects have when nothing goes wrong. */
final class Outcomes {
  static final Instant AT = Instant.parse("2026-03-14T09:26:53Z");
  static final Head BASE = new Head(new CommitId("1".repeat(40)), new TreeId("2".repeat(40)));
  private static final Change CHANGE =
      new Change(new CommitId("3".repeat(40)), new TreeId("4".repeat(40)), 1, 1, 0);

  private Outcomes() {}

  static Command start() {
    return new Command.Start(AT, BASE, List.of());
  }

  static Command succeeded(AttemptId attempt) {
    return new Command.FinishAttempt(
        AT, attempt, new AttemptEnd(Outcome.SUCCEEDED, "", 0, CHANGE, "done", Usage.NONE));
  }

  /** Returns what comes of an effect; a wake never comes. */
  static Optional<Command> of(Effect effect) throws InterruptedException {
    return switch (effect) {
      case Effect.RunAttempt run -> Optional.of(succeeded(run.attempt()));
      case Effect.Salvage salvage ->
          Optional.of(
              new Command.FinishAttempt(
                  AT,
                  salvage.attempt(),
                  new AttemptEnd(
                      salvage.outcome(), salvage.reason(), null, CHANGE, "", Usage.NONE)));
      case Effect.Verify verify ->
          Optional.of(
              new Command.FinishMerge(
                  AT,
                  verify.number(),
                  new Command.MergeEnd.Passed(
                      new Head(CHANGE.commit(), CHANGE.tree()), List.of(), 1L)));
      case Effect.Publish publish ->
          Optional.of(
              new Command.FinishPublish(
                  AT,
                  publish.number(),
                  new Command.PublishEnd.Published("b", CHANGE.commit(), CHANGE.tree())));
      case Effect.Deliver deliver ->
          Optional.of(new Command.Acknowledge(AT, deliver.attempt(), deliver.message().number()));
      case Effect.Wake _ -> {
        Thread.sleep(Long.MAX_VALUE);
        yield Optional.empty();
      }
    };
  }
}

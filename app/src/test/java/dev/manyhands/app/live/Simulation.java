package dev.manyhands.app.live;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A run whose events the real decider makes, and whose effects end as a test says. */
final class Simulation {
  private static final Head BASE = new Head(commit(0xba5e), tree(0xba5e));

  private final Decider decider = Decider.standard();
  private final Consumer<StoredEvent> listener;
  private RunState state;
  private Instant now;
  private long seq;

  Simulation(Plan plan, Instant now, Consumer<StoredEvent> listener) {
    this.state = decider.initial(plan);
    this.now = now;
    this.listener = listener;
  }

  static CommitId commit(int number) {
    return new CommitId("%08x%032x".formatted(number, 0xc0));
  }

  static TreeId tree(int number) {
    return new TreeId("%08x%032x".formatted(number, 0x7e));
  }

  Instant now() {
    return now;
  }

  Simulation after(Duration time) {
    return at(now.plus(time));
  }

  Simulation at(Instant time) {
    now = time;
    return tell(new Command.Tick(now));
  }

  Simulation start(String... warnings) {
    return tell(new Command.Start(now, BASE, List.of(warnings)));
  }

  Simulation resume() {
    return tell(new Command.Resume(now));
  }

  Simulation cancel(String reason) {
    return tell(new Command.CancelRun(now, reason));
  }

  Simulation cancelTask(String task, String reason) {
    return tell(new Command.CancelTask(now, new TaskId(task), reason));
  }

  /** Ends a task's subagent well, with a change. */
  Simulation succeed(String task) {
    return end(task, new AttemptEnd(Outcome.SUCCEEDED, "", 0, change(3), "done", Usage.NONE));
  }

  /** Ends a task's subagent well, without a change. */
  Simulation succeedWithoutChange(String task) {
    return end(task, new AttemptEnd(Outcome.SUCCEEDED, "", 0, change(0), "done", Usage.NONE));
  }

  Simulation fail(String task, Outcome outcome, String reason) {
    return end(task, new AttemptEnd(outcome, reason, 1, null, "", Usage.NONE));
  }

  private static Change change(int files) {
    return new Change(commit(7), tree(7), files, 10 * files, files);
  }

  private Simulation end(String task, AttemptEnd end) {
    TaskId id = new TaskId(task);
    AttemptId attempt =
        decider.pending(state).stream()
            .filter(effect -> effect.subject() instanceof AttemptId a && a.task().equals(id))
            .map(effect -> (AttemptId) effect.subject())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no subagent works on " + task));
    return tell(new Command.FinishAttempt(now, attempt, end));
  }

  /** Lets the verification that is going on pass, but for tasks that conflict. */
  Simulation pass(String... conflicting) {
    List<MergeEnd.Conflict> conflicts = new ArrayList<>();
    for (String task : conflicting) {
      AttemptId attempt =
          verification().candidates().stream()
              .map(candidate -> candidate.attempt())
              .filter(a -> a.task().value().equals(task))
              .findFirst()
              .orElseThrow();
      conflicts.add(new MergeEnd.Conflict(attempt, "both changed pom.xml"));
    }
    Head head = new Head(commit(1000 + verification().number()), tree(1));
    return finish(new MergeEnd.Passed(head, conflicts, 2000L));
  }

  /** Lets the verification that is going on fail. */
  Simulation red(String reason) {
    return finish(new MergeEnd.Failed(tree(2), 2000, reason));
  }

  /** Lets the verification that is going on come to nothing. */
  Simulation trouble(String reason) {
    return finish(new MergeEnd.Troubled(reason));
  }

  Simulation publish() {
    return tell(
        new Command.FinishPublish(
            now, 1, new PublishEnd.Published("manyhands/run", commit(9), tree(9))));
  }

  Simulation failToPublish(String reason) {
    return tell(new Command.FinishPublish(now, 1, new PublishEnd.Failed(reason)));
  }

  private Simulation finish(MergeEnd end) {
    return tell(new Command.FinishMerge(now, verification().number(), end));
  }

  private Effect.Verify verification() {
    return decider.pending(state).stream()
        .filter(Effect.Verify.class::isInstance)
        .map(Effect.Verify.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is being verified"));
  }

  private Simulation tell(Command command) {
    for (Event event : decider.decide(state, command)) {
      state = decider.evolve(state, event);
      seq++;
      listener.accept(new StoredEvent(seq, event));
    }
    return this;
  }
}

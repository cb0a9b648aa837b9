package dev.manyhands.core.run;

import static dev.manyhands.core.run.Things.failure;
import static dev.manyhands.core.run.Things.head;

import dev.manyhands.core.run.Command.FinishAttempt;
import dev.manyhands.core.run.Command.FinishMerge;
import dev.manyhands.core.run.Command.FinishPublish;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Command.PublishEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Commands of every kind, as they may reach a run whose task {@code t} is looked at. */
final class SampleCommands {
  /** Long enough for every deadline of a task to pass, too short for the run's own. */
  private static final Duration LONG = Duration.ofHours(50);

  private SampleCommands() {}

  /**
   * A command of some kind.
   *
   * @param part the kind of what the command carries, where that is a family of its own
   * @param how what is special about it; may be empty
   * @param later how long after the run came into its state
   * @param command depends on the run, for outcomes carry numbers
   */
  record Sample(
      Class<?> kind, Class<?> part, String how, Duration later, Function<Scenario, Asks> command) {

    static Sample of(Class<? extends Command> kind, String how, Asks command) {
      return new Sample(kind, kind, how, Duration.ZERO, _ -> command);
    }

    Command in(Scenario run) {
      return command.apply(run).apply(Things.T0);
    }
  }

  static List<Sample> all() {
    List<Sample> samples = new ArrayList<>();
    samples.add(Sample.of(Command.Start.class, "", Asks.start()));
    samples.add(Sample.of(Command.Resume.class, "", Asks.resume()));
    samples.add(Sample.of(Command.LoseTime.class, "", Asks.loseTime(LONG)));
    samples.add(Sample.of(Command.CancelRun.class, "", Asks.cancelRun("not wanted")));
    samples.add(Sample.of(Command.CancelTask.class, "", Asks.cancelTask("t", "not wanted")));
    samples.add(Sample.of(Command.Tick.class, "before any deadline", Asks.tick()));
    samples.add(
        new Sample(
            Command.Tick.class, Command.Tick.class, "after its deadline", LONG, _ -> Asks.tick()));
    samples.add(Sample.of(Command.AddTasks.class, "", Asks.add(Plans.task("more"))));
    samples.add(Sample.of(Command.CloseRun.class, "", Asks.close()));
    samples.add(Sample.of(Command.Send.class, "", Asks.send("t", "do it well")));
    samples.add(
        ofAttempt(Command.Acknowledge.class, "of a message", n -> Asks.acknowledge("t/" + n, 1)));
    samples.add(ofAttempt(Command.Ask.class, "", n -> Asks.ask("t/" + n, 1)));
    samples.add(Sample.of(Command.Answer.class, "", Asks.answer("t", 0, "this")));
    samples.add(ofAttempt(Command.Note.class, "", n -> Asks.note("t/" + n, "look at x")));
    samples.add(ofAttempt(Command.Charge.class, "", n -> Asks.charge("t/" + n, 5)));
    samples.addAll(finishAttempt());
    samples.addAll(finishMerge());
    samples.addAll(finishPublish());
    return samples;
  }

  private static List<Sample> finishAttempt() {
    List<Sample> samples = new ArrayList<>();
    samples.add(finishAttempt("succeeded with a change", n -> Asks.succeed("t/" + n)));
    samples.add(
        finishAttempt(
            "succeeded without a change",
            n -> Asks.finish("t/" + n, Things.successWithoutChange())));
    Arrays.stream(Outcome.values())
        .filter(outcome -> outcome != Outcome.SUCCEEDED)
        .filter(outcome -> outcome != Outcome.CONFLICT && outcome != Outcome.REJECTED)
        .map(
            outcome ->
                finishAttempt(outcome.word(), n -> Asks.finish("t/" + n, failure(outcome, "why"))))
        .forEach(samples::add);
    samples.add(finishAttempt("of another attempt", n -> Asks.succeed("t/" + (n + 1))));
    return samples;
  }

  private static Sample ofAttempt(
      Class<? extends Command> kind, String how, IntFunction<Asks> command) {
    return new Sample(kind, kind, how, Duration.ZERO, run -> command.apply(attempt(run)));
  }

  private static Sample finishAttempt(String how, IntFunction<Asks> command) {
    return new Sample(
        FinishAttempt.class,
        FinishAttempt.class,
        how,
        Duration.ZERO,
        run -> command.apply(attempt(run)));
  }

  private static List<Sample> finishMerge() {
    return List.of(
        finishMerge("passed", MergeEnd.Passed.class, n -> Asks.mergePasses(n, head("next"))),
        finishMerge(
            "passed, but t conflicts",
            MergeEnd.Passed.class,
            n -> Asks.mergePasses(n, head("next"), Asks.conflict("t/1", "both changed x"))),
        finishMerge("failed", MergeEnd.Failed.class, n -> Asks.mergeFails(n, "red")),
        finishMerge("troubled", MergeEnd.Troubled.class, n -> Asks.mergeTroubles(n, "disk full")),
        finishMerge(
            "of another verification",
            MergeEnd.Passed.class,
            n -> Asks.mergePasses(n + 1, head("next"))));
  }

  private static Sample finishMerge(
      String how, Class<? extends MergeEnd> part, IntFunction<Asks> command) {
    return new Sample(
        FinishMerge.class,
        part,
        how,
        Duration.ZERO,
        run -> command.apply(Math.max(1, verification(run))));
  }

  private static List<Sample> finishPublish() {
    return List.of(
        finishPublish("published", PublishEnd.Published.class, Asks::publish),
        finishPublish("failed", PublishEnd.Failed.class, n -> Asks.publishFails(n, "disk full")),
        finishPublish("of another try", PublishEnd.Published.class, n -> Asks.publish(n + 1)));
  }

  private static Sample finishPublish(
      String how, Class<? extends PublishEnd> part, IntFunction<Asks> command) {
    return new Sample(
        FinishPublish.class, part, how, Duration.ZERO, run -> command.apply(publication(run)));
  }

  private static int attempt(Scenario run) {
    return run.state() instanceof RunState.Unstarted
        ? 1
        : Math.max(1, run.live().tasks().get(Things.id("t")).tally().attempts());
  }

  private static int verification(Scenario run) {
    return run.state() instanceof RunState.Unstarted ? 1 : run.live().integration().number();
  }

  private static int publication(Scenario run) {
    return run.state() instanceof RunState.Live live
            && live.phase() instanceof RunState.Phase.Publishing publishing
        ? publishing.failures() + 1
        : 1;
  }
}

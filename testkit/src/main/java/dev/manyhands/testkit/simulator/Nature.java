package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Outcome;
import java.time.Duration;
import java.util.List;

/** What is so in a world, whatever the engine does: pure functions of names. */
final class Nature {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final World world;
  private final Dice dice;
  private final Dice pace;

  /**
   * Creates the nature of a world.
   *
   * @param pace how long things take; has no influence on anything else
   */
  Nature(World world, long pace) {
    this.world = world;
    this.dice = world.dice().on("nature");
    this.pace = new Dice(pace).on("pace");
  }

  /** Returns how an attempt ends when nobody interrupts it. */
  Outcome outcome(AttemptId attempt) {
    Dice own = dice.on("outcome").on(attempt.task(), attempt.number());
    if (!world.has(Trait.FAILURES) || !own.percent(dice.on("failures").between(5, 60))) {
      return Outcome.SUCCEEDED;
    }
    if (own.on("gone").percent(4)) {
      return Outcome.CANCELLED;
    }
    List<Outcome> failures = List.of(Outcome.FAILED, Outcome.TIMED_OUT, Outcome.STALLED);
    return failures.get(own.on("how").below(failures.size()));
  }

  /** Returns how many tokens an attempt consumes that nobody interrupts. */
  long consumes(AttemptId attempt) {
    return dice.on("consumes").on(attempt.task(), attempt.number()).between(0, 150);
  }

  /** Says whether a failure would come again. */
  boolean isHopeless(AttemptId attempt) {
    return world.has(Trait.HOPELESS)
        && dice.on("hopeless").on(attempt.task(), attempt.number()).percent(30);
  }

  /** Says whether an effect never ends by itself. */
  boolean hangs(Object effect, long number) {
    return world.has(Trait.HANGS) && dice.on("hangs").on(effect, number).percent(8);
  }

  /** Says whether a task has nothing to change. */
  boolean changesNothing(TaskId task) {
    return world.has(Trait.EMPTY_CHANGES) && dice.on("empty").on(task, 0).percent(25);
  }

  /** Says whether the changes of two tasks conflict, unless one was made on top of the other. */
  boolean conflict(TaskId one, TaskId other) {
    return world.has(Trait.CONFLICTS) && of(one, other, "conflict").percent(20);
  }

  /** Says whether a change conflicts with a tree, given what the change was made on top of. */
  boolean conflicts(AttemptId change, Contents madeOn, Contents tree) {
    return tree.tasks().stream()
        .anyMatch(task -> !madeOn.has(task) && conflict(change.task(), task));
  }

  /** Says whether the combined check passes on a tree. */
  boolean isGreen(Contents tree) {
    if (world.plan().combine().check().isEmpty()) {
      return true;
    }
    boolean broken = baseIsRed() && tree.tasks().stream().noneMatch(this::mends);
    return !broken
        && tree.changes().entrySet().stream()
            .noneMatch(e -> isCulprit(new AttemptId(e.getKey(), e.getValue())))
        && !hasBadPair(tree);
  }

  private boolean baseIsRed() {
    return world.has(Trait.RED_BASE);
  }

  private boolean mends(TaskId task) {
    return dice.on("mends").on(task, 0).percent(20);
  }

  private boolean isCulprit(AttemptId attempt) {
    Dice own = dice.on("culprit").on(attempt.task(), 0);
    // Some learn from it: a later attempt is good.
    return world.has(Trait.CULPRITS)
        && own.percent(20)
        && attempt.number() <= own.on("until").between(1, 4);
  }

  private boolean hasBadPair(Contents tree) {
    if (!world.has(Trait.PAIRS)) {
      return false;
    }
    return tree.tasks().stream()
        .anyMatch(
            one ->
                tree.tasks().stream()
                    .anyMatch(
                        other -> one.compareTo(other) < 0 && of(one, other, "pair").percent(10)));
  }

  private Dice of(TaskId one, TaskId other, String what) {
    boolean inOrder = one.compareTo(other) < 0;
    return dice.on(what).on(inOrder ? one : other, 1).on(inOrder ? other : one, 2);
  }

  /** Says whether a verification cannot be carried out. */
  boolean verificationIsTroubled(int number) {
    return world.has(Trait.TROUBLES)
        && dice.on("trouble").on(number).percent(dice.on("troubles").between(10, 70));
  }

  /** Says whether a try to publish fails. */
  boolean publishingFails(int number) {
    return world.has(Trait.PUBLISH_FAILURES) && dice.on("publish").on(number).percent(60);
  }

  Duration attemptTakes(AttemptId attempt) {
    return pace.on("attempt")
        .on(attempt.task(), attempt.number())
        .between(SECOND, Duration.ofMinutes(8));
  }

  Duration salvageTakes(AttemptId attempt) {
    return pace.on("salvage")
        .on(attempt.task(), attempt.number())
        .between(Duration.ofMillis(5), Duration.ofSeconds(30));
  }

  Duration verificationTakes(int number) {
    return pace.on("verification").on(number).between(SECOND, Duration.ofMinutes(4));
  }

  Duration publishingTakes(int number) {
    return pace.on("publishing").on(number).between(SECOND, Duration.ofSeconds(20));
  }

  /** Returns how long an effect goes on after it was interrupted. */
  Duration stopTakes(Effect effect) {
    Duration most = world.has(Trait.SLOW_STOPS) ? Duration.ofMinutes(5) : Duration.ofSeconds(2);
    return effect instanceof Effect.Wake
        ? Duration.ofMillis(1)
        : pace.on("stop").on(effect.subject(), 0).between(Duration.ofMillis(1), most);
  }

  /** Says whether an interrupted effect brings an outcome. */
  boolean insists(Effect effect) {
    return world.has(Trait.STUBBORN_OUTCOMES)
        && dice.on("insists").on(effect.subject(), 0).percent(50);
  }

  /** Returns how late an alarm rings; less than {@link DeadlinesHold#LATENESS}. */
  Duration alarmIsLate(long number) {
    return pace.on("alarm").on(number).between(Duration.ZERO, Duration.ofMillis(400));
  }
}

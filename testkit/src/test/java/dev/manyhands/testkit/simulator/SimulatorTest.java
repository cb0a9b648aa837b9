package dev.manyhands.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.PendingChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator itself: it repeats, it reaches everything, and it tells small stories. */
class SimulatorTest {

  private static List<Event> events(Decider decider, Mode mode, long seed) {
    List<Event> events = new ArrayList<>();
    new Simulator(decider).observedBy((_, event, _) -> events.add(event)).run(mode, seed);
    return events;
  }

  @ParameterizedTest
  @EnumSource
  void aSeedAndAModeAlwaysMakeTheSameRun(Mode mode) {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(events(Decider.standard(), mode, seed))
          .isNotEmpty()
          .isEqualTo(events(Decider.standard(), mode, seed));
    }
  }

  @Test
  void seedsMakeDifferentRuns() {
    assertThat(
            LongStream.range(0, 50).mapToObj(seed -> events(Decider.standard(), Mode.CALM, seed)))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyKindOfEventHappens() {
    Set<Class<?>> seen = new HashSet<>();
    Simulator simulator =
        new Simulator(Decider.standard()).observedBy((_, event, _) -> seen.add(event.getClass()));
    for (Mode mode : Mode.values()) {
      assertThat(simulator.first(mode, LongStream.range(0, 100))).isEmpty();
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(leaves(Event.class).toList());
  }

  /** It looks only at what has changed, so that a step costs the same in a run of any size. */
  @Test
  void whatBecomesPendingIsToldAsIfAllHadBeenLookedAt() {
    Decider decider = Decider.standard();
    Set<Integer> sizes = new HashSet<>();
    Simulator simulator =
        new Simulator(decider)
            .observedBy(
                (before, _, after) -> {
                  PendingChange change = decider.pendingChange(before, after);
                  assertThat(change)
                      .isEqualTo(
                          PendingChange.between(decider.pending(before), decider.pending(after)));
                  sizes.add(change.gone().size() + change.come().size());
                });
    for (Mode mode : Mode.values()) {
      assertThat(simulator.first(mode, LongStream.range(0, 50))).isEmpty();
    }

    assertThat(sizes).hasSizeGreaterThan(4);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SimulatorTest::leaves)
        : Stream.of(type);
  }

  @Test
  void everyTraitHasWorldsWithAndWithoutIt() {
    for (Trait trait : Trait.values()) {
      assertThat(LongStream.range(0, 100).mapToObj(seed -> WorldMaker.make(seed, Mode.CANCELS)))
          .as(trait.name())
          .anyMatch(world -> world.has(trait))
          .anyMatch(world -> !world.has(trait));
    }
  }

  @Test
  void aCalmWorldHasNoCrashesAndNobodyCancels() {
    assertThat(Mode.CALM.traits())
        .doesNotContain(Trait.CRASHES, Trait.DUPLICATES, Trait.TASK_CANCELS, Trait.RUN_CANCEL);
    assertThat(Mode.CRASHES.traits()).contains(Trait.CRASHES, Trait.DUPLICATES);
    assertThat(Mode.CANCELS.traits()).containsExactlyInAnyOrder(Trait.values());
  }

  @Test
  void enginesCrashAtEveryPointOfAStep() {
    Set<Crash.Point> seen = new HashSet<>();
    for (long seed = 0; seed < 30; seed++) {
      Simulation simulation = simulation(WorldMaker.make(seed, Mode.CRASHES));
      simulation.run();
      String told = String.join("\n", simulation.history().tell());
      Crash.POINTS.stream().filter(point -> told.contains("crash " + point)).forEach(seen::add);
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(Crash.POINTS);
  }

  private static Simulation simulation(World world) {
    return new Simulation(world, Decider.standard(), world.seed(), (_, _, _) -> {});
  }

  @Test
  void aFailureNamesItsSeedAndTellsAShortStory() {
    Failure failure =
        new Simulator(AttemptBugs.ALLOWS_ONE_SUBAGENT_TOO_MANY)
            .first(Mode.CANCELS, LongStream.range(100, 200))
            .orElseThrow();

    assertThat(failure.invariant()).isEqualTo("I8");
    assertThat(failure.seed()).isBetween(100L, 199L);
    // Two tasks in one slot are the smallest world in which one is too many.
    assertThat(failure.world()).contains("concurrency 1").contains("traits []");
    assertThat(failure.world().lines().filter(line -> line.contains("needs"))).hasSize(2);
    assertThat(failure.history()).hasSizeLessThan(10).anyMatch(l -> l.contains("AttemptStarted"));
    assertThat(failure.toString())
        .contains("seed " + failure.seed(), "CANCELS", "I8", failure.message());
  }

  @Test
  void theFirstFailureIsThatOfTheLowestSeedAlsoWhenSearchedInParallel() {
    Simulator simulator = new Simulator(MergeBugs.BLAMES_THE_WRONG_CHANGE);

    assertThat(simulator.first(Mode.CALM, LongStream.range(0, 100).parallel()))
        .isEqualTo(simulator.first(Mode.CALM, LongStream.range(0, 100)));
  }

  @Test
  void takingATaskOutLeavesTheFateOfTheOthersAsItWas() {
    World world = WorldMaker.make(1, Mode.CANCELS);
    World smaller = world.without(world.plan().tasks().getFirst().id());
    Nature before = new Nature(world, 1);
    Nature after = new Nature(smaller, 1);

    assertThat(smaller.plan().tasks()).hasSize(world.plan().tasks().size() - 1);
    for (var task : smaller.plan().tasks()) {
      AttemptId attempt = new AttemptId(task.id(), 1);
      assertThat(after.outcome(attempt)).isEqualTo(before.outcome(attempt));
      assertThat(after.attemptTakes(attempt)).isEqualTo(before.attemptTakes(attempt));
    }
  }

  @Test
  void thePaceChangesHowLongThingsTakeAndNothingElse() {
    World world = WorldMaker.make(3, Mode.CALM);
    AttemptId attempt = new AttemptId(world.plan().tasks().getFirst().id(), 1);

    assertThat(new Nature(world, 1).outcome(attempt))
        .isEqualTo(new Nature(world, 2).outcome(attempt));
    assertThat(new Nature(world, 1).attemptTakes(attempt))
        .isNotEqualTo(new Nature(world, 2).attemptTakes(attempt));
  }

  @Test
  void diceAreFair() {
    Dice dice = new Dice(42).on("fair");
    int[] counts = new int[6];
    for (int i = 0; i < 6_000; i++) {
      counts[dice.on(i).below(6)]++;
    }

    assertThat(Arrays.stream(counts)).allMatch(n -> n > 850 && n < 1_150);
    assertThat(LongStream.range(0, 1_000).filter(i -> dice.on(i).percent(10)).count())
        .isBetween(60L, 140L);
  }
}

package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.TaskSpec;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks for a smaller world in which the same thing goes wrong. */
final class Shrinker {
  private static final int MOST_TRIES = 600;

  private final Function<World, Optional<Simulator.Attempt>> attempt;
  private Simulator.Attempt smallest;
  private int tries;

  Shrinker(Function<World, Optional<Simulator.Attempt>> attempt, Simulator.Attempt found) {
    this.attempt = attempt;
    this.smallest = found;
  }

  Failure shrink() {
    boolean smaller = true;
    while (smaller && tries < MOST_TRIES) {
      smaller = smaller();
    }
    World world = smallest.world();
    return new Failure(
        world.seed(),
        world.mode(),
        smallest.violation().invariant(),
        String.valueOf(smallest.violation().getMessage()),
        world.describe(),
        smallest.history().tell());
  }

  private boolean smaller() {
    Optional<Simulator.Attempt> found =
        candidates(smallest.world())
            .peek(_ -> tries++)
            .map(attempt)
            .flatMap(Optional::stream)
            .filter(this::isTheSame)
            .findFirst();
    found.ifPresent(it -> smallest = it);
    return found.isPresent();
  }

  private boolean isTheSame(Simulator.Attempt other) {
    return other.violation().invariant().equals(smallest.violation().invariant());
  }

  /** Returns worlds that are a bit smaller, those that are smaller by most first. */
  private static Stream<World> candidates(World world) {
    Stream<World> fewerTasks =
        world.plan().tasks().size() == 1
            ? Stream.empty()
            : world.plan().tasks().stream().map(TaskSpec::id).map(world::without);
    Stream<World> fewerTraits = world.traits().stream().map(world::without);
    Stream<World> fewerNeeds =
        world.plan().tasks().stream()
            .filter(task -> !task.needs().isEmpty())
            .map(TaskSpec::id)
            .map(world::withoutNeedsOf);
    Stream<World> withoutCheck =
        world.plan().combine().check().isEmpty() ? Stream.empty() : Stream.of(world.withoutCheck());
    Stream<World> fewerSlots =
        IntStream.range(1, world.plan().concurrency()).mapToObj(world::withConcurrency);
    return Stream.of(fewerTasks, fewerTraits, fewerNeeds, withoutCheck, fewerSlots)
        .flatMap(worlds -> worlds);
  }
}

package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.Decider;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Runs a policy in random worlds, and says when something does not hold that always must: tasks
 * that end once (I6), limits of subagents (I8), events that are durable before they are told (I9),
 * a result that depends on the plan alone (I10), deadlines (I12), a delivered tree that passed its
 * check (I5), files that are kept (I3), recovery from the events, and ends that the plan asks for.
 *
 * <p>A seed and a mode make a world; the same ones always make the same. Simulators have no state:
 * one can be used by several threads.
 *
 * <pre>{@code
 * Simulator simulator = new Simulator(Decider.standard());
 * simulator
 *     .first(Mode.CANCELS, LongStream.range(0, 3_000).parallel())
 *     .ifPresent(failure -> fail(failure.toString()));
 * }</pre>
 */
public final class Simulator {
  private static final StepObserver NOBODY = (_, _, _) -> {};

  private final Decider decider;
  private final StepObserver observer;

  /** Creates a simulator of this policy. */
  public Simulator(Decider decider) {
    this(decider, NOBODY);
  }

  private Simulator(Decider decider, StepObserver observer) {
    this.decider = decider;
    this.observer = observer;
  }

  /** Returns a simulator of the same policy that tells every event to this observer. */
  public Simulator observedBy(StepObserver one) {
    return new Simulator(decider, one);
  }

  /** Runs one world; returns what went wrong, in the smallest world that shows it. */
  public Optional<Failure> run(Mode mode, long seed) {
    World world = WorldMaker.make(seed, mode);
    Optional<Attempt> failed = attempt(world);
    return failed.map(found -> new Shrinker(this::attempt, found).shrink());
  }

  /**
   * Runs worlds until something goes wrong, and returns the first failure in the order of the
   * seeds.
   *
   * @param seeds may be parallel
   */
  public Optional<Failure> first(Mode mode, LongStream seeds) {
    return seeds
        .filter(seed -> attempt(WorldMaker.make(seed, mode)).isPresent())
        .boxed()
        .findFirst()
        .flatMap(seed -> run(mode, seed));
  }

  /** A run that failed. */
  record Attempt(World world, Violation violation, History history) {}

  private Optional<Attempt> attempt(World world) {
    Simulation simulation = new Simulation(world, decider, world.seed(), observer);
    try {
      simulation.run();
      if (Trait.areHarmless(world.traits())) {
        demandIndependence(world, simulation);
      }
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(new Attempt(world, e, simulation.history()));
    }
  }

  /** I10: where nothing goes wrong, the result does not depend on who is faster. */
  private void demandIndependence(World world, Simulation one) {
    Simulation other = new Simulation(world, decider, ~world.seed(), NOBODY);
    other.run();
    if (!one.combined().equals(other.combined())) {
      throw new Violation(
          "I10", "combined are %s, or %s".formatted(one.combined(), other.combined()));
    }
    Nature nature = new Nature(world, world.seed());
    world.plan().tasks().stream()
        .filter(task -> one.combined().contains(task.id()) == nature.changesNothing(task.id()))
        .findFirst()
        .ifPresent(
            task -> {
              throw new Violation("I10", "combined are " + one.combined());
            });
  }
}

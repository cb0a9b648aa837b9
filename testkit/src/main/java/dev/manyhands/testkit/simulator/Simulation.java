package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunState;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run in one world, from its start to the last mail after its end. */
final class Simulation {
  private static final int MOST_STEPS = 5_000;

  private final World world;
  private final Decider decider;
  private final Surroundings around;
  private final SimulatedStore store = new SimulatedStore();
  private final History history = new History();
  private final Inspection inspection;
  private Engine engine;
  private int steps;
  private int crashes;

  /**
   * Creates a simulation.
   *
   * @param pace how long things take
   */
  Simulation(World world, Decider decider, long pace, StepObserver observer) {
    this.world = world;
    this.decider = decider;
    this.around =
        new Surroundings(world, new Nature(world, pace), command -> engine().tell(command));
    this.inspection = new Inspection(decider, world.submitted(), world.plan(), observer);
    this.engine = new Engine(around, decider, store);
  }

  private Engine engine() {
    return engine;
  }

  History history() {
    return history;
  }

  /** Returns the tasks whose changes are part of the result. */
  Set<TaskId> combined() {
    return engine.state() instanceof RunState.Finished finished
        ? around.repository().contents(finished.last().integration().head().tree()).tasks()
        : Set.of();
  }

  /**
   * Runs it to its end.
   *
   * @throws Violation if something does not hold
   */
  void run() {
    new Outside(world, around, () -> engine.state()).schedule();
    engine.tell(first());
    while (true) {
      if (engine.hasMail()) {
        step();
        continue;
      }
      Optional<Agenda.Entry> next = around.agenda().next();
      if (next.isEmpty()) {
        break;
      }
      around.passUntil(next.get().at());
      next.get().happen();
    }
    if (!(engine.state() instanceof RunState.Finished)) {
      throw new Violation("I12", "nothing will happen any more, and the run is not over");
    }
    if (!engine.isIdle()) {
      throw new Violation("I8", "the run is over, but this goes on: " + engine.going());
    }
    inspection.replay(store.events(), engine.state());
  }

  /** Returns what an engine gets to do first. */
  private Command first() {
    return store.events().isEmpty()
        ? new Command.Start(around.now(), around.repository().base(), List.of())
        : new Command.Resume(around.now());
  }

  private void step() {
    steps++;
    if (steps > MOST_STEPS) {
      throw new Violation("I12", "the run does not come to an end");
    }
    List<Engine.Mail> mail = engine.take(batch());
    List<Command> commands = Engine.commands(mail);
    RunState before = engine.state();
    int durable = store.events().size();
    Crash.Point crash = crashPoint();
    try {
      inspection.before(around.now(), before, commands);
      boolean survived;
      try {
        survived = survives(mail, crash);
      } finally {
        history.step(around.now(), commands, newEvents(durable));
      }
      if (!survived) {
        resume(crash);
      }
      inspection.after(moment(commands, before, newEvents(durable), survived));
    } catch (Violation e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Violation("loud", e);
    }
    if (crash == Crash.Point.AFTER_STEP) {
      resume(crash);
    }
  }

  private Moment moment(
      List<Command> commands, RunState before, List<Event> events, boolean survived) {
    return new Moment(
        around, inspection.ledger(), engine, commands, before, events, engine.state(), !survived);
  }

  private int batch() {
    return world.has(Trait.BATCHES) ? world.dice().on("batch").on(steps).between(1, 6) : 1;
  }

  private List<Event> newEvents(int durable) {
    return store.events().subList(durable, store.events().size()).stream()
        .map(StoredEvent::event)
        .toList();
  }

  private boolean survives(List<Engine.Mail> mail, Crash.Point crash) {
    store.crashAt(crash);
    engine.crashAtEffect(crash == Crash.Point.AT_FIRST_EFFECT);
    try {
      engine.handle(mail);
      return true;
    } catch (Crash e) {
      return false;
    } finally {
      store.crashAt(Crash.Point.NONE);
      engine.crashAtEffect(false);
    }
  }

  private Crash.Point crashPoint() {
    Dice dice = world.dice().on("crash");
    int most = Trait.areHarmless(world.traits()) ? Trait.HARMLESS_CRASHES : 8;
    if (!world.has(Trait.CRASHES)
        || crashes >= dice.on("most").between(1, most)
        || !dice.on("now").on(steps).percent(dice.on("chance").between(1, 25))) {
      return Crash.Point.NONE;
    }
    return Crash.POINTS.get(dice.on("where").on(steps).below(Crash.POINTS.size()));
  }

  /** Ends the engine, and lets another one take the run up again. */
  private void resume(Crash.Point crash) {
    crashes++;
    history.crash(around.now(), crash);
    around.agenda().crash();
    Dice dice = world.dice().on("away").on(crashes);
    Duration away =
        dice.on("long").percent(50)
            ? dice.between(Duration.ZERO, Duration.ofHours(3))
            : dice.between(Duration.ZERO, Duration.ofSeconds(5));
    around.passUntil(around.now().plus(away));
    engine = new Engine(around, decider, store);
    inspection.replay(store.events(), engine.state());
    engine.tell(first());
  }
}

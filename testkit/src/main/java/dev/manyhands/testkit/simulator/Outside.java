package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Additions;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Who runs the run: adds tasks and closes it, sends messages, cancels. Says what has to be heard
 * until it is durable, for an engine may end before it has opened its mail.
 */
final class Outside {
  /** How long somebody waits at the most before cancelling something. */
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(20);

  private static final Duration ASKS_AGAIN = Duration.ofMinutes(1);

  private final World world;
  private final Surroundings around;
  private final Supplier<RunState> state;

  Outside(World world, Surroundings around, Supplier<RunState> state) {
    this.world = world;
    this.around = around;
    this.state = state;
  }

  /** Notes everything that it is going to do. */
  void schedule() {
    if (world.has(Trait.OPEN)) {
      addTasks();
    }
    if (world.has(Trait.MESSAGES)) {
      sendMessages();
    }
    if (world.has(Trait.SLEEPS)) {
      sleep();
    }
    cancel();
  }

  /** Closes the lid a few times; whoever opens it tells the run first of all. */
  private void sleep() {
    Dice dice = world.dice().on("sleeps");
    for (int i = dice.between(1, 3); i > 0; i--) {
      Dice own = dice.on(i);
      Instant falls = around.now().plus(own.on("at").between(Duration.ZERO, LONGEST_PATIENCE));
      Duration lost = own.on("for").between(Duration.ofMinutes(1), Duration.ofHours(9));
      around.agenda().addOutside(falls, () -> sleep(lost));
    }
  }

  private void sleep(Duration lost) {
    around.agenda().putOff(lost);
    around.passUntil(around.now().plus(lost));
    around.tell(new Command.LoseTime(around.now(), lost));
  }

  private void addTasks() {
    Map<Instant, List<TaskSpec>> groups = new TreeMap<>();
    Instant last = around.now();
    for (World.Arrival arrival : world.arrivals()) {
      Instant at = around.now().plus(arrival.after());
      groups.put(at, arrival.tasks());
      last = at;
    }
    groups.forEach((at, tasks) -> around.agenda().addOutside(at, () -> add(tasks)));
    Dice dice = world.dice().on("closes");
    if (dice.percent(90)) {
      Instant end = last.plus(dice.on("at").between(Duration.ZERO, LONGEST_PATIENCE));
      around.agenda().addOutside(end, this::close);
      if (dice.on("twice").percent(30)) {
        around.agenda().addOutside(end.plusSeconds(1), this::close);
      }
    }
  }

  private void add(List<TaskSpec> tasks) {
    RunState now = state.get();
    boolean known =
        now instanceof RunState.Live live && live.tasks().find(tasks.getFirst().id()).isPresent();
    if (known || now instanceof RunState.Finished) {
      return;
    }
    if (Additions.problem(now, tasks).isEmpty()) {
      around.tell(new Command.AddTasks(around.now(), tasks));
    }
    boolean endsEarly =
        now instanceof RunState.Live live && !(live.phase() instanceof RunState.Phase.Working);
    if (!endsEarly) {
      around.agenda().addOutside(around.now().plus(ASKS_AGAIN), () -> add(tasks));
    }
  }

  private void close() {
    RunState now = state.get();
    if (now instanceof RunState.Live live && live.tasks().size() == world.plan().tasks().size()) {
      Check late = world.checkIsLate() ? world.plan().combine().checkOrNull() : null;
      around.tell(new Command.CloseRun(around.now(), late, "closed"));
    }
    boolean mayBeOpen =
        switch (now) {
          case RunState.Unstarted _ -> true;
          case RunState.Live live ->
              live.phase() instanceof RunState.Phase.Working working && working.open();
          case RunState.Finished _ -> false;
        };
    if (mayBeOpen) {
      around.agenda().addOutside(around.now().plus(ASKS_AGAIN), this::close);
    }
  }

  private void sendMessages() {
    for (TaskSpec task : world.plan().tasks()) {
      Dice own = world.dice().on("messages").on(task.id(), 0);
      for (int i = own.below(4); i > 0; i--) {
        boolean interrupt = own.on("interrupt").on(i).percent(30);
        String text = "message " + i;
        at(own.on(i), () -> new Command.Send(around.now(), task.id(), text, interrupt));
      }
    }
  }

  private void cancel() {
    Dice dice = world.dice().on("cancels");
    if (world.has(Trait.TASK_CANCELS)) {
      for (TaskSpec task : world.plan().tasks()) {
        TaskId id = task.id();
        Dice own = dice.on(id, 0);
        if (own.percent(30)) {
          at(own, () -> new Command.CancelTask(around.now(), id, "not wanted"));
        }
      }
    }
    if (world.has(Trait.RUN_CANCEL)) {
      at(dice.on("run"), () -> new Command.CancelRun(around.now(), "enough"));
    }
  }

  private void at(Dice dice, Supplier<Command> command) {
    Instant time = around.now().plus(dice.on("at").between(Duration.ZERO, LONGEST_PATIENCE));
    around.agenda().addOutside(time, () -> around.tell(command.get()));
  }
}

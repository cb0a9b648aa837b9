package dev.manyhands.app.live;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A program that shows a run in which everything happens on command: commands are lines of standard
 * input, such as {@code fail t1 exit code 1}. To be looked at, and for tests.
 *
 * <p>Arguments: how many tasks there are, and how many subagents at a time; or {@code possible}.
 */
final class LiveDisplayMain {
  private static final RunId RUN = new RunId("migrate-k3f9x");

  private final InstantSource clock = InstantSource.system();
  private final LiveDisplay display = new LiveDisplay(clock);
  private final Simulation simulation;

  private LiveDisplayMain(Plan plan) {
    simulation = new Simulation(plan, clock.instant(), event -> display.on(RUN, event));
    display.show(RUN, plan, List.of());
  }

  public static void main(String[] args) throws IOException {
    if (args[0].equals("possible")) {
      System.out.println("possible: " + LiveDisplay.possible());
      return;
    }
    Plan plan =
        new TestPlan()
            .named("migrate")
            .tasks(Integer.parseInt(args[0]))
            .concurrency(Integer.parseInt(args[1]))
            .build();
    LiveDisplayMain main = new LiveDisplayMain(plan);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      main.carryOut(line);
    }
  }

  private void carryOut(String line) {
    String[] words = line.split(" ", 3);
    String first = words.length > 1 ? words[1] : "";
    String rest = words.length > 2 ? words[2] : "";
    simulation.at(clock.instant());
    switch (words[0]) {
      case "start" -> simulation.start();
      case "succeed" -> simulation.succeed(first);
      case "fail" -> simulation.fail(first, Outcome.FAILED, rest);
      case "pass" -> simulation.pass();
      case "cancel" -> simulation.cancel("somebody asked for it");
      case "publish" -> simulation.publish();
      case "say" -> display.says(new AttemptId(new TaskId(first), 1), rest);
      case "hostile" ->
          display.says(
              new AttemptId(new TaskId(first), 1), "\u001B[2J\u001B[1;1H\u001B]0;title\u0007sly");
      case "above" -> display.above(first + " " + rest);
      case "log" -> System.err.println(first + " " + rest);
      case "interrupt" -> display.interrupted();
      case "break" -> display.on(RUN, impossible());
      case "close" -> {
        display.close();
        display.above("printed after the display");
        System.exit(0);
      }
      case "exit" -> System.exit(3);
      case "" -> {}
      default -> throw new IllegalArgumentException("unknown command: " + line);
    }
  }

  private static StoredEvent impossible() {
    return new StoredEvent(1_000_000, new Event.TaskMerged(Instant.EPOCH, new TaskId("t1"), 1));
  }
}

package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Ctrl-C and its kin. */
class InterruptionIT {
  private static final String PLAN =
      """
      version: 1
      name: long
      concurrency: 2
      env: {LAB: "%s"}
      tasks:
        - {id: quick, command: "echo quick >> src/f1.txt"}
        - id: slow
          command: |
            echo part >> src/f2.txt
            echo started
            test -e "$LAB.go" || sleep 1000
      combine: {check: "true"}
      """;

  @Test
  void oneInterruptionKeepsTheWorkAndLeavesARunThatCanBeResumed(@TempDir Path folder)
      throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    Lab.Going going = started(lab);

    signal(going, "INT");
    Lab.Ended ended = going.end();

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(130);
    assertThat(ended.err()).contains("manyhands resume long-");
    assertThat(lab.processesLeft()).isEmpty();
    assertThat(lab.manyhands("list").out()).contains("interrupted");
    // Kept at once, not only when it is resumed.
    String run = lab.manyhands("list", "--json").json().get(0).get("run").stringValue();
    assertThat(lab.git("show", "refs/manyhands/" + run + "/slow/1:src/f2.txt")).endsWith("part");

    assertThat(Path.of(lab.home + ".go").toFile().createNewFile()).isTrue();
    Lab.Ended resumed = lab.manyhands("resume", "latest", "--json");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    JsonNode attempts = Lab.task(resumed.json(), "slow").get("attempts");
    assertThat(attempts.size()).isEqualTo(2);
    assertThat(attempts.get(0).get("outcome").stringValue()).isEqualTo("lost");
    assertThat(Lab.task(resumed.json(), "quick").get("attempts").size()).isEqualTo(1);
  }

  @Test
  void aSecondInterruptionEndsAtOnce(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    String stubborn =
        """
        version: 1
        name: stubborn
        env: {LAB: "%s"}
        tasks:
          - id: slow
            command: |
              trap '' TERM
              echo part >> src/f2.txt; echo started
              while true; do sleep 1; done
        """
            .formatted(lab.home);
    Lab.Going going = lab.start("run", lab.plan(stubborn));
    waitForOutput(lab, "slow");

    signal(going, "INT");
    Lab.until("it says so", () -> Lab.read(going.err()).contains("Interrupted"));
    signal(going, "INT");

    assertThat(going.end().exitCode()).isEqualTo(130);
    assertThat(lab.processesLeft()).isEmpty();
    Lab.Ended cancelled = lab.manyhands("cancel", "latest");
    assertThat(cancelled.exitCode()).as(cancelled.err()).isZero();
    JsonNode report = lab.report();
    assertThat(report.get("status").stringValue()).isEqualTo("cancelled");
    String ref = Lab.task(report, "slow").get("ref").stringValue();
    assertThat(lab.git("show", ref + ":src/f2.txt")).endsWith("part");
  }

  @Test
  void anotherProcessCanCancelOneTaskOrAll(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    Lab.Going going = started(lab);

    assertThat(lab.manyhands("cancel", "latest", "slow").exitCode()).isZero();

    Lab.Ended ended = going.end();
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
    JsonNode report = lab.report();
    assertThat(Lab.state(report, "slow")).isEqualTo("cancelled");
    assertThat(Lab.state(report, "quick")).isEqualTo("merged");
    assertThat(lab.processesLeft()).isEmpty();
    assertThat(lab.manyhands("cancel", "latest").exitCode()).as("again").isZero();
  }

  @Test
  void aDetachedRunOutlivesItsCaller(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    Lab.Ended detached = lab.manyhands("run", lab.plan(PLAN.formatted(lab.home)), "--detach");
    assertThat(detached.exitCode()).as(detached.err()).isZero();
    assertThat(detached.out().strip()).startsWith("long-");
    waitForOutput(lab, "slow");

    assertThat(lab.manyhands("status").out()).contains("running");
    Lab.Ended beside =
        lab.manyhands("run", lab.plan("{version: 1, tasks: [{id: quick, command: 'true'}]}"));
    assertThat(beside.exitCode()).as("the engine carries both: %s", beside.err()).isZero();
    assertThat(lab.manyhands("cancel", detached.out().strip()).exitCode()).isZero();
    Lab.Ended followed = lab.manyhands("events", detached.out().strip(), "--follow");
    assertThat(followed.out()).contains("cancelled");
    assertThat(lab.manyhands("stop", "--wait").exitCode()).isZero();
  }

  private static Lab.Going started(Lab lab) throws IOException {
    Lab.Going going = lab.start("run", lab.plan(PLAN.formatted(lab.home)));
    waitForOutput(lab, "slow");
    Lab.until("the quick one is merged", () -> events(lab).contains("quick: merged"));
    return going;
  }

  private static String events(Lab lab) {
    try {
      return lab.manyhands("events", "latest").out();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void waitForOutput(Lab lab, String task) {
    Lab.until(
        task + " has started",
        () -> {
          try {
            return lab.manyhands("logs", "latest", task).out().contains("started");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
          }
        });
  }

  /** The launcher becomes the JVM, so its process is the one to signal. */
  private static void signal(Lab.Going going, String name)
      throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(going.process().pid()))
                .start()
                .waitFor())
        .isZero();
  }
}

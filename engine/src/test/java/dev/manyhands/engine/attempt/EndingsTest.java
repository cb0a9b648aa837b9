package dev.manyhands.engine.attempt;

import static dev.manyhands.engine.run.SamplePlans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Effect;
import dev.manyhands.engine.git.GitIntegrator;
import dev.manyhands.engine.process.Eventually;
import dev.manyhands.engine.run.RunThread;
import dev.manyhands.engine.run.SamplePlans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** I3, I7: whatever ends an attempt, its files are in its ref and none of its processes is left. */
class EndingsTest extends RunFixture {
  private static final Duration SHORT = Duration.ofMillis(500);

  /** A daemon that has to be killed. */
  private static final String STUBBORN =
      "(setsid sh -c 'trap \"\" TERM; sleep 600; sleep 600' >/dev/null 2>&1 &); sleep 0.1\n";

  /** Changes files, leaves a daemon, and then does what ends it. */
  private String work(String end) {
    return """
    echo work > work; echo more >> README
    (setsid sleep 600 >/dev/null 2>&1 &)
    echo at work
    touch '%s'
    """
            .formatted(started())
        + end;
  }

  private Path started() {
    return folder.resolve("started");
  }

  private void demandKept() throws Exception {
    assertThat(kept("a", 1, "work")).isEqualTo("work");
    assertThat(kept("a", 1, "README")).isEqualTo("Read me.\nmore");
    assertThat(held()).isEmpty();
  }

  private AttemptReport demandEnds(Plan plan, String outcome) throws Exception {
    Report report = carry(plan);
    AttemptReport attempt = only(report);
    assertThat(attempt.outcomeOrNull()).isEqualTo(outcome);
    demandKept();
    return attempt;
  }

  @Test
  void success() throws Exception {
    AttemptReport attempt =
        demandEnds(SamplePlans.of(task("a", work("echo done"))).build(), "succeeded");

    assertThat(attempt.exitCodeOrNull()).isZero();
    assertThat(said).endsWith("a/1: done");
  }

  @Test
  void failure() throws Exception {
    AttemptReport attempt =
        demandEnds(
            SamplePlans.of(task("a", work(STUBBORN + "echo no luck; exit 3"))).build(), "failed");

    assertThat(attempt.exitCodeOrNull()).isEqualTo(3);
    assertThat(attempt.reason()).isEqualTo("it ended with exit code 3; its last words: no luck");
  }

  @Test
  void aSignal() throws Exception {
    AttemptReport attempt =
        demandEnds(SamplePlans.of(task("a", work("kill -9 $$"))).build(), "failed");

    assertThat(attempt.reason()).contains("137 (killed");
  }

  @Test
  void timeout() throws Exception {
    AttemptReport attempt =
        demandEnds(
            SamplePlans.of(task("a", work("sleep 600")).timeout(SHORT)).build(), "timed-out");

    assertThat(attempt.reason()).isEqualTo("it took longer than 500ms; its last words: at work");
  }

  @Test
  void stall() throws Exception {
    AttemptReport attempt =
        demandEnds(SamplePlans.of(task("a", work("sleep 600")).idle(SHORT)).build(), "stalled");

    assertThat(attempt.reason()).isEqualTo("it said nothing for 500ms; its last words: at work");
  }

  @Test
  void theEndOfTheRunsTime() throws Exception {
    Plan plan = SamplePlans.of(task("a", work("sleep 600"))).wall(Duration.ofMillis(1500)).build();

    demandEnds(plan, "cancelled");
  }

  @Test
  void cancellation() throws Exception {
    Plan plan = SamplePlans.of(task("a", work("trap '' TERM; sleep 600; sleep 600"))).build();
    RunThread thread = start(plan);
    awaitFile(started());

    thread.tell(new Command.CancelTask(Instant.now(), new TaskId("a"), "it was not needed"));

    await(thread);
    assertThat(only(report(plan)).outcomeOrNull()).isEqualTo("cancelled");
    assertThat(only(report(plan)).reason()).isEqualTo("it was not needed");
    demandKept();
  }

  @Test
  void cancellationWhileItIsSetUp() throws Exception {
    Plan plan = SamplePlans.of(task("a", "true")).setup(work("sleep 600")).build();
    RunThread thread = start(plan);
    awaitFile(started());

    thread.tell(new Command.CancelTask(Instant.now(), new TaskId("a"), "it was not needed"));

    await(thread);
    demandKept();
  }

  @Test
  void cancellationWhileItIsChecked() throws Exception {
    Plan plan =
        SamplePlans.of(
                task("a", "echo work > work; echo more >> README")
                    .check("touch '%s'; (setsid sleep 600 &); sleep 600".formatted(started())))
            .build();
    RunThread thread = start(plan);
    awaitFile(started());

    thread.tell(new Command.CancelTask(Instant.now(), new TaskId("a"), "it was not needed"));

    await(thread);
    demandKept();
  }

  @Test
  void cancellationOfTheRun() throws Exception {
    Plan plan = SamplePlans.of(task("a", work("sleep 600"))).build();
    RunThread thread = start(plan);
    awaitFile(started());

    thread.tell(new Command.CancelRun(Instant.now(), "enough"));

    await(thread);
    assertThat(report(plan).status()).isEqualTo("cancelled");
    demandKept();
  }

  /** The engine stops in order: everything is kept at once, and the run can go on. */
  @Test
  void theEndOfTheEngine() throws Exception {
    String firstTime = "test ${MANYHANDS_ATTEMPT} = 2 && exit 0\n";
    Plan plan = SamplePlans.of(task("a", work(firstTime + "sleep 600"))).build();
    RunThread thread = start(plan);
    awaitFile(started());

    thread.stop();

    await(thread);
    demandKept();
    assertThat(report(plan).status()).isEqualTo("running");
    await(resume(plan));
    Report report = report(plan);
    assertThat(report.tasks().getFirst().attempts())
        .extracting(AttemptReport::outcomeOrNull)
        .containsExactly("lost", "succeeded");
    assertThat(result(report, "work")).isEqualTo("work");
    demandKept();
  }

  /** The engine dies: its helpers live on, until the next one ends them and keeps their files. */
  @Test
  void theDeathOfTheEngine() throws Exception {
    String firstTime = "test ${MANYHANDS_ATTEMPT} = 2 && exit 0\n";
    Plan plan = SamplePlans.of(task("a", work(firstTime + "sleep 600"))).build();
    Process engine = DyingEngine.start(folder, run, plan);
    awaitFile(started());

    engine.destroyForcibly().waitFor();

    assertThat(held()).hasSize(1);
    await(resume(plan));
    assertThat(report(plan).tasks().getFirst().attempts())
        .extracting(AttemptReport::outcomeOrNull)
        .containsExactly("lost", "succeeded");
    demandKept();
  }

  /** Nobody waits for the outcome any more: the files are kept all the same. */
  @Test
  void anInterruption() throws Exception {
    Plan plan = SamplePlans.of(task("a", work("trap '' TERM; sleep 600; sleep 600"))).build();
    AttemptId attempt = new AttemptId(new TaskId("a"), 1);
    RunEffects effects = new RunEffects(context(plan));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    effects.carryOut(new Effect.RunAttempt(attempt, user.head()));
                  } catch (Throwable e) {
                    thrown.set(e);
                  }
                });
    awaitFile(started());

    // More than once: whoever is impatient must not make it lose work.
    AtomicInteger times = new AtomicInteger();
    Eventually.that(
        "it ends",
        () -> {
          if (times.incrementAndGet() % 20 == 1) {
            thread.interrupt();
          }
          return !thread.isAlive();
        });

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    demandKept();
    assertThat(new GitIntegrator(user.open()).kept(run, attempt, user.head())).isPresent();
  }

  @Test
  void anInterruptionBeforeItHasBegun() throws Exception {
    Plan plan = SamplePlans.of(task("a", work("true"))).build();
    Effect effect = new Effect.RunAttempt(new AttemptId(new TaskId("a"), 1), user.head());
    RunEffects effects = new RunEffects(context(plan));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> effects.carryOut(effect)).isInstanceOf(InterruptedException.class);

    assertThat(held()).isEmpty();
    assertThat(started()).doesNotExist();
  }
}

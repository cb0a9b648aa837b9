package dev.manyhands.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Report eight = SampleReports.eight();
  private final Figures figures = Figures.of(eight);

  @Test
  void countsTasksByState() {
    assertThat(figures.states())
        .isEqualTo(Map.of("merged", 5L, "succeeded", 1L, "failed", 1L, "skipped", 1L));
    assertThat(figures.well()).isEqualTo(6);
    assertThat(figures.attempts()).isEqualTo(11);
    assertThat(figures.retries()).isEqualTo(4);
  }

  @Test
  void saysHowMuchLongerTheWorkTakesOneAfterTheOther() {
    assertThat(figures.factor().orElseThrow())
        .isEqualTo((double) eight.busy().toMillis() / eight.wall().toMillis());
    Report unstarted =
        new SampleRun("None", 1, Duration.ofSeconds(1))
            .task("a", "a", List.of(), "1 succeeded")
            .after(Duration.ZERO);
    assertThat(Figures.of(unstarted).factor()).isEmpty();
  }

  @Test
  void followsWhatATaskHeldUp() {
    Report report =
        new SampleRun("Chain", 2, Duration.ofSeconds(1))
            .task("a", "a", List.of(), "1 failed: no")
            .task("b", "b", List.of("a"), "1 succeeded")
            .task("c", "c", List.of("b"), "1 succeeded")
            .task("d", "d", List.of(), "1 succeeded")
            .finished();

    assertThat(Figures.of(report).heldUpBy(new TaskId("a")))
        .containsExactly(new TaskId("b"), new TaskId("c"));
    assertThat(Figures.of(report).heldUpBy(new TaskId("d"))).isEmpty();
  }

  @Test
  void givesTheReasonOfTheLatestAttemptThatEnded() {
    Report running = SampleReports.running();

    assertThat(Figures.reason(running.tasks().get(4))).contains("no output for 30s");
    assertThat(Figures.reason(running.tasks().get(1))).as("its second attempt is good").isEmpty();
    assertThat(Figures.reason(eight.tasks().get(4)))
        .contains("it took longer than its limit of 30s");
  }

  @Test
  void measuresARunningAttemptUpToNow() {
    Report running = SampleReports.running();
    Figures now = Figures.of(running);

    assertThat(now.took(running.tasks().get(3))).isEqualTo(Duration.ofSeconds(8));
  }
}

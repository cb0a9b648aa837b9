package dev.manyhands.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Excerpt;
import dev.manyhands.engine.report.SampleReports;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class DiffBudgetTest {
  private static final int LARGE = 100_000;
  private static final String DIFF = "+23456789\n".repeat(LARGE);

  private static Map<TaskId, Excerpt> share(Report report, ToIntFunction<TaskId> lines) {
    return DiffBudget.share(
        report.tasks(),
        new Attachments() {
          @Override
          public Excerpt diff(TaskId task, int atMost) {
            int characters = Math.min(LARGE, lines.applyAsInt(task)) * 10;
            return Excerpt.head(DIFF.substring(0, characters), atMost);
          }
        });
  }

  private static long total(Map<TaskId, Excerpt> diffs) {
    return diffs.values().stream().mapToLong(diff -> diff.text().length()).sum();
  }

  @Test
  void showsSmallDiffsWhole() {
    Map<TaskId, Excerpt> diffs = share(SampleReports.eight(), _ -> 100);

    assertThat(diffs).hasSize(6);
    assertThat(diffs.values()).allMatch(Excerpt::complete);
  }

  @Test
  void givesALargeDiffWhatIsLeftOver() {
    Map<TaskId, Excerpt> diffs =
        share(SampleReports.eight(), task -> task.value().equals("core") ? LARGE : 100);

    assertThat(diffs.get(new TaskId("core")).text().length())
        .isBetween(DiffBudget.ONE_TASK - 10, DiffBudget.ONE_TASK);
    assertThat(diffs.get(new TaskId("core")).complete()).isFalse();
    assertThat(diffs.get(new TaskId("http")).complete()).isTrue();
  }

  @Test
  void staysWithinItsRoomHoweverManyTasksThereAre() {
    Map<TaskId, Excerpt> large = share(SampleReports.many(1000, 32), _ -> LARGE);
    Map<TaskId, Excerpt> mixed =
        share(SampleReports.many(1000, 32), task -> task.value().endsWith("7") ? LARGE : 10);

    assertThat(total(large)).isBetween(DiffBudget.ALL_TASKS * 9L / 10, (long) DiffBudget.ALL_TASKS);
    assertThat(total(mixed)).isLessThanOrEqualTo(DiffBudget.ALL_TASKS);
    assertThat(mixed.get(new TaskId("module-001")).complete()).isTrue();
  }
}

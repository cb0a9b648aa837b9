package dev.manyhands.core.report;

import static dev.manyhands.core.run.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

  private static CriticalPath path(Map<String, Integer> seconds, Plans.Spec... tasks) {
    return CriticalPath.of(
        List.of(tasks).stream().map(Plans.Spec::build).toList(),
        id -> Duration.ofSeconds(seconds.getOrDefault(id.value(), 0)));
  }

  private static CriticalPath expected(int seconds, String... tasks) {
    return new CriticalPath(
        List.of(tasks).stream().map(TaskId::new).toList(), Duration.ofSeconds(seconds));
  }

  @Test
  void ofIndependentTasksItIsTheLongest() {
    assertThat(path(Map.of("a", 3, "b", 5, "c", 4), task("a"), task("b"), task("c")))
        .isEqualTo(expected(5, "b"));
  }

  @Test
  void aChainOfShortTasksBeatsOneLongTask() {
    assertThat(
            path(
                Map.of("a", 3, "b", 4, "c", 3, "long", 9),
                task("c").needs("b"),
                task("b").needs("a"),
                task("a"),
                task("long")))
        .isEqualTo(expected(10, "a", "b", "c"));
  }

  @Test
  void ofADiamondItTakesTheSlowerSide() {
    assertThat(
            path(
                Map.of("top", 1, "fast", 2, "slow", 8, "end", 1),
                task("top"),
                task("fast").needs("top"),
                task("slow").needs("top"),
                task("end").needs("fast", "slow")))
        .isEqualTo(expected(10, "top", "slow", "end"));
  }

  @Test
  void whatNeverStartedTakesNoTime() {
    assertThat(path(Map.of(), task("a"), task("b").needs("a"))).isEqualTo(expected(0, "a"));
  }

  @Test
  void aChainOfTenThousandTasksDoesNotExhaustTheStack() {
    List<Plans.Spec> chain = new ArrayList<>(List.of(task("t0")));
    for (int i = 1; i < 10_000; i++) {
      chain.add(task("t" + i).needs("t" + (i - 1)));
    }
    CriticalPath path =
        CriticalPath.of(
            chain.reversed().stream().map(Plans.Spec::build).toList(), _ -> Duration.ofSeconds(1));

    assertThat(path.took()).isEqualTo(Duration.ofSeconds(10_000));
    assertThat(path.tasks()).hasSize(10_000).startsWith(new TaskId("t0"));
  }

  /** Each task of a layer needs every task of the layer before: 20^12 ways, but few needs. */
  @Test
  void manyWaysThroughTheNeedsDoNotMakeItSlow() {
    List<Plans.Spec> layers = new ArrayList<>();
    for (int layer = 0; layer < 12; layer++) {
      for (int i = 0; i < 20; i++) {
        String[] needs = new String[layer == 0 ? 0 : 20];
        for (int j = 0; j < needs.length; j++) {
          needs[j] = "l" + (layer - 1) + "-" + j;
        }
        layers.add(task("l" + layer + "-" + i).needs(needs));
      }
    }
    CriticalPath path =
        CriticalPath.of(
            layers.reversed().stream().map(Plans.Spec::build).toList(), _ -> Duration.ofSeconds(1));

    assertThat(path.tasks()).hasSize(12);
  }
}

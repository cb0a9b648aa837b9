package dev.manyhands.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.TaskTree.Branch;
import dev.manyhands.core.run.TaskTree.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree of tasks says the same as a plain list of them. */
class TaskTreeTest {
  private static final CommitId COMMIT = new CommitId("1".repeat(40));
  private static final Change CHANGE = new Change(COMMIT, new TreeId("2".repeat(40)), 1, 1, 0);

  private final Random random = new Random(7);

  private Instant moment() {
    return Instant.ofEpochSecond(random.nextInt(1000));
  }

  private Place place(int number) {
    TaskState state =
        switch (random.nextInt(20)) {
          case 0, 1 -> new TaskState.Waiting();
          case 2 -> new TaskState.Ready(1, moment(), moment(), moment());
          case 3 -> new TaskState.Running(1, COMMIT, moment(), moment());
          case 4 -> new TaskState.Stopping(1, COMMIT, Outcome.CANCELLED, "", moment());
          case 5 -> new TaskState.Merging(1, CHANGE);
          case 6 -> new TaskState.Merged(1, CHANGE);
          default -> new TaskState.Failed("it is so");
        };
    Usage usage = new Usage(random.nextInt(3), 0, new BigDecimal(random.nextInt(2)));
    Task task = Task.of(Plans.task("t" + number).prompt().build()).with(state);
    return new Place(task.with(task.account().charged(usage)), random.nextInt(5), List.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 255, 256, 257, 600, 5000})
  void saysTheSameAsAList(int size) {
    List<Place> list = new ArrayList<>();
    TaskTree tree = Branch.EMPTY;
    for (int i = 0; i < size; i++) {
      Place added = place(i);
      list.add(added);
      tree = tree.plus(added);
    }
    demandSame(tree, list);
    TaskTree earlier = tree;
    List<Place> then = List.copyOf(list);
    for (int i = 0; i < Math.min(size, 100); i++) {
      int position = random.nextInt(size);
      list.set(position, place(position));
      tree = tree.with(position, list.get(position));
    }
    for (int i = 0; i < 300; i++) {
      Place added = place(size + i);
      list.add(added);
      tree = tree.plus(added);
    }

    demandSame(tree, list);
    demandSame(earlier, then);
    demandDifference(earlier, then, tree, list);
  }

  private static void demandSame(TaskTree tree, List<Place> list) {
    assertThat(tree.size()).isEqualTo(list.size());
    for (int i = 0; i < list.size(); i++) {
      assertThat(tree.get(i)).isSameAs(list.get(i));
    }
    assertThat(tree.overview()).isEqualTo(Overview.of(list.toArray(TaskTree[]::new)));
    Stream.<Predicate<Overview>>of(
            some -> some.open() > 0,
            some -> some.atWork() > 0,
            some -> some.ready() > 0,
            some -> some.merged() > 0,
            some -> some.height() > 3,
            some -> some.startable().isBefore(Instant.ofEpochSecond(500)),
            some -> some.due().isBefore(Instant.ofEpochSecond(50)),
            some -> some.spending().total().tokens() > 1)
        .forEach(
            where -> {
              List<Task> visited = new ArrayList<>();
              tree.visit(where, visited::add);
              assertThat(visited)
                  .containsExactlyElementsOf(
                      list.stream()
                          .filter(p -> where.test(p.overview()))
                          .map(Place::task)
                          .toList());
            });
  }

  private static void demandDifference(
      TaskTree earlier, List<Place> then, TaskTree tree, List<Place> now) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      Task before = i < then.size() ? then.get(i).task() : null;
      if (!now.get(i).task().equals(before)) {
        expected.add(before + " -> " + now.get(i).task());
      }
    }
    List<String> seen = new ArrayList<>();
    tree.compare(earlier, (before, after) -> seen.add(before + " -> " + after));
    assertThat(seen).isEqualTo(expected);
  }
}

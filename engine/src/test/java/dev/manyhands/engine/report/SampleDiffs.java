package dev.manyhands.engine.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.TreeId;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes diffs and logs that look like those of a migration of tests. */
public final class SampleDiffs implements Attachments {
  private final Stream<TaskId> tasks;
  private final int scale;

  /**
   * Prepares attachments.
   *
   * @param scale how many times as large as usual the diffs are
   */
  public SampleDiffs(Stream<TaskId> tasks, int scale) {
    this.tasks = tasks.toList().stream();
    this.scale = scale;
  }

  static Change change(TaskId task, CommitId commit, TreeId tree) {
    int files = files(task);
    return new Change(commit, tree, files, 4 * files, 3 * files);
  }

  private static int files(TaskId task) {
    return 1 + new Random(task.value().hashCode()).nextInt(5);
  }

  @Override
  public Optional<String> log(AttemptId attempt) {
    return Optional.of(
        "runs/20260314-092653-k7qd/%s/%d.log".formatted(attempt.task(), attempt.number()));
  }

  @Override
  public Excerpt logTail(AttemptId attempt, int atMost) {
    String log =
        """
        \u001B[1m[INFO]\u001B[m --- compiler:3.16.0:testCompile (default) @ library ---
        [INFO] Compiling 14 source files with javac [debug release 25]
        [\u001B[31mERROR\u001B[m] COMPILATION ERROR :
        [ERROR] src/test/java/org/example/%s/ParserTest.java:[41,7] cannot find symbol
        [ERROR]   symbol:   method assertThat(boolean)
        [INFO] BUILD FAILURE
        """
            .formatted(attempt.task());
    return Excerpt.tail(log, atMost);
  }

  @Override
  public Excerpt diff(TaskId task, int atMost) {
    return Excerpt.head(diff(task), atMost);
  }

  @Override
  public Excerpt totalDiff(int atMost) {
    return Excerpt.head(tasks.map(this::diff).collect(Collectors.joining()), atMost);
  }

  private String diff(TaskId task) {
    StringBuilder out = new StringBuilder();
    for (int file = 1; file <= files(task) * scale; file++) {
      String path = "src/test/java/org/example/%s/Case%dTest.java".formatted(task, file);
      out.append(
          """
          diff --git a/%1$s b/%1$s
          index 3b18e51..a9f0c2d 100644
          --- a/%1$s
          +++ b/%1$s
          @@ -1,9 +1,9 @@
           package org.example;

          -import org.junit.Assert;
          -import org.junit.Test;
          +import static org.junit.jupiter.api.Assertions.assertEquals;
          +
          +import org.junit.jupiter.api.Test;

           public class Case%2$dTest {
             @Test
          -  public void parses() { Assert.assertEquals(%2$d, Parser.parse("%2$d")); }
          +  void parses() { assertEquals(%2$d, Parser.parse("%2$d")); }
           }
          """
              .formatted(path, file));
    }
    return out.toString();
  }
}

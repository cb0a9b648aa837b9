package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The process is killed at moments that a seed chooses, and resumed until the run is over. */
@Tag("long")
class CrashIT {
  private static final int TASKS = 12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theTreeIsThatOfAnUndisturbedRun(long seed, @TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(TASKS + 1);
    Path ran = lab.root.resolve("ran");
    StringBuilder plan =
        new StringBuilder(
            "version: 1\nname: crash\nconcurrency: 3\nenv: {RAN: \"%s\", LAB: \"%s\"}\ntasks:\n"
                .formatted(ran, lab.home));
    for (int i = 1; i <= TASKS; i++) {
      String needs = i % 4 == 0 ? "needs: [t%d], ".formatted(i - 1) : "";
      plan.append(
          "  - {id: t%d, %scommand: \"echo $MANYHANDS_TASK/$MANYHANDS_ATTEMPT >> \\\"$RAN\\\";"
              .formatted(i, needs));
      plan.append(" sleep 0.2; echo %d >> src/f%d.txt\"}\n".formatted(i, i));
    }
    plan.append("combine: {check: \"sleep 0.1\"}\n");
    String file = lab.plan(plan.toString());
    JsonNode undisturbed = lab.manyhands("run", file, "--json", "--quiet").json();
    Files.delete(ran);
    Map<String, String> before = lab.userState();

    Random random = new Random(seed);
    Lab.Going going = lab.start("run", file);
    int crashes = 0;
    int exitCode = -1;
    while (exitCode < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1200)));
      if (crashes < 4 && going.process().isAlive()) {
        going.process().destroyForcibly().waitFor();
        crashes++;
        going =
            lab.manyhands("list", "--json").json().size() < 2
                ? lab.start("run", file)
                : lab.start("resume", "latest");
      } else {
        exitCode = going.end().exitCode();
      }
    }

    JsonNode report = lab.report();
    assertThat(exitCode).as("%s", report).isZero();
    assertThat(crashes).isPositive();
    assertThat(report.get("status").stringValue()).isEqualTo("succeeded");
    assertThat(report.get("result").get("tree")).isEqualTo(undisturbed.get("result").get("tree"));
    assertThat(lab.userState()).isEqualTo(before);
    assertThat(lab.processesLeft()).isEmpty();
    noFinishedAttemptRanTwice(lab, ran);
    eventsHaveNoGaps(lab);
  }

  /** Each attempt started at most once, and none started after one that had succeeded. */
  private static void noFinishedAttemptRanTwice(Lab lab, Path ran) throws Exception {
    List<String> started = Files.readAllLines(ran);
    assertThat(started).doesNotHaveDuplicates();
    Map<String, Integer> succeeded = new HashMap<>();
    for (JsonNode task : lab.report().get("tasks")) {
      for (JsonNode attempt : task.get("attempts")) {
        if (attempt.get("outcome").stringValue().equals("succeeded")) {
          Integer earlier =
              succeeded.put(task.get("id").stringValue(), attempt.get("number").intValue());
          assertThat(earlier).as("succeeded twice: %s", task).isNull();
        }
      }
    }
    assertThat(succeeded).hasSize(TASKS);
    for (String line : started) {
      String task = line.substring(0, line.indexOf('/'));
      int number = Integer.parseInt(line.substring(line.indexOf('/') + 1));
      assertThat(number).as(line).isLessThanOrEqualTo(succeeded.get(task));
    }
  }

  private static void eventsHaveNoGaps(Lab lab) throws Exception {
    long expected = 1;
    for (String line : lab.manyhands("events", "latest", "--json").out().lines().toList()) {
      assertThat(JsonMapper.shared().readTree(line).get("seq").longValue()).isEqualTo(expected);
      expected++;
    }
    assertThat(expected).isGreaterThan(TASKS);
  }
}

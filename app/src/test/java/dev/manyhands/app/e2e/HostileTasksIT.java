package dev.manyhands.app.e2e;

import static dev.manyhands.app.e2e.Lab.reason;
import static dev.manyhands.app.e2e.Lab.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tasks that do everything that tasks should not: each ends as it deserves, the others land. */
class HostileTasksIT {
  @Test
  void eachEndsAsItDeservesAndTheOthersLand(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(12);
    lab.write("src/f1.txt", "changed and not committed\n");
    lab.write("untracked.txt", "untracked\n");
    Map<String, String> before = lab.userState();
    // The state folder's path marks the processes of this lab.
    String plan =
        lab.plan(
            """
            version: 1
            name: hostile
            concurrency: 4
            env: {LAB: "%s"}
            defaults: {timeout: 20s}
            tasks:
              - {id: good, command: "echo good >> src/f2.txt"}
              - {id: better, needs: [good], command: "echo better >> src/f2.txt"}
              - {id: sleeps, timeout: 1s, command: "echo part > src/part.txt; sleep 100000"}
              - {id: silent, idle: 1s, command: "sleep 100000"}
              - id: daemons
                command: |
                  setsid sh -c 'sleep 100001 & sleep 100002' > /dev/null 2>&1 &
                  (setsid sh -c 'trap "" TERM; sleep 100003' &) &
                  echo daemons >> src/f3.txt
              - {id: prints, command: "head -c 1073741824 /dev/zero | tr '\\\\0' x; echo x >> src/f4.txt"}
              - {id: fails, command: "echo lost >> src/f5.txt; exit 7"}
              - {id: skipped, needs: [fails], command: "true"}
              - {id: nothing, command: "true"}
              - {id: conflicts, command: "sleep 2; sed -i 's/line 10$/mine/' src/f2.txt"}
              - {id: breaks, command: "echo broken > src/broken.txt"}
              - {id: strays, files: ["src/f6.txt"], command: "echo x >> src/f7.txt"}
              - {id: missing, command: [this-program-does-not-exist]}
            combine: {check: "test ! -e src/broken.txt"}
            """
                .formatted(lab.home));

    Lab.Ended ended = lab.manyhands("run", plan);

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
    JsonNode report = lab.report();
    assertThat(report.get("status").stringValue()).isEqualTo("partial");
    assertThat(state(report, "good")).isEqualTo("merged");
    assertThat(state(report, "better")).isEqualTo("merged");
    assertThat(state(report, "daemons")).isEqualTo("merged");
    assertThat(state(report, "prints")).isEqualTo("merged");
    assertThat(state(report, "nothing")).isEqualTo("succeeded");
    assertThat(outcome(report, "sleeps")).isEqualTo("timed-out");
    assertThat(reason(report, "sleeps")).contains("longer than 1s");
    assertThat(outcome(report, "silent")).isEqualTo("stalled");
    assertThat(reason(report, "silent")).contains("said nothing for 1s");
    assertThat(outcome(report, "fails")).isEqualTo("failed");
    assertThat(reason(report, "fails")).contains("exit code 7");
    assertThat(state(report, "skipped")).isEqualTo("skipped");
    assertThat(reason(report, "skipped")).contains("fails");
    assertThat(state(report, "conflicts")).isEqualTo("failed");
    assertThat(outcome(report, "conflicts")).isEqualTo("conflict");
    assertThat(reason(report, "conflicts")).contains("src/f2.txt");
    assertThat(state(report, "breaks")).isEqualTo("failed");
    assertThat(outcome(report, "breaks")).isEqualTo("rejected");
    assertThat(reason(report, "breaks")).contains("exit code 1");
    assertThat(state(report, "strays")).isEqualTo("failed");
    assertThat(reason(report, "strays")).contains("src/f7.txt");
    assertThat(state(report, "missing")).isEqualTo("failed");

    assertThat(lab.processesLeft()).isEmpty();
    assertThat(lab.userState()).isEqualTo(before);
    // The work of those that failed is kept.
    assertThat(lab.git("show", ref(report, "sleeps") + ":src/part.txt")).isEqualTo("part");
    assertThat(lab.git("show", ref(report, "fails") + ":src/f5.txt")).endsWith("lost");
    // What landed is exactly what ended well.
    String commit = report.get("result").get("commit").stringValue();
    assertThat(lab.git("diff", "--name-only", "main", commit).lines())
        .containsExactly("src/f2.txt", "src/f3.txt", "src/f4.txt");
    assertThat(lab.git("log", "--format=%P", "-1", commit)).isEqualTo(lab.git("rev-parse", "main"));
    // The log of a gigabyte is bounded.
    long logs;
    try (var files = Files.walk(lab.home)) {
      logs = files.filter(f -> f.endsWith("output.log")).mapToLong(f -> f.toFile().length()).sum();
    }
    assertThat(logs).isBetween(1L << 20, 64L << 20);
  }

  private static String outcome(JsonNode report, String task) {
    JsonNode attempts = Lab.task(report, task).get("attempts");
    return attempts.get(attempts.size() - 1).get("outcome").stringValue();
  }

  private static String ref(JsonNode report, String task) {
    return Lab.task(report, task).get("ref").stringValue();
  }
}

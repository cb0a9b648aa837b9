package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command, after a run in which one task failed. */
class CommandsIT {
  private static final List<String> COMMANDS =
      List.of(
          "run",
          "status",
          "list",
          "events",
          "logs",
          "diff",
          "report",
          "cancel",
          "resume",
          "land",
          "clean",
          "agents",
          "doctor",
          "schema",
          "demo",
          "completion",
          "help");

  private static final String JUNIT =
      "<testsuite name='s' tests='2'><testcase name='a' classname='c'/>"
          + "<testcase name='b' classname='c'><failure message='no'/></testcase></testsuite>";

  @TempDir private Path folder;
  private Lab lab;
  private String run = "";

  @BeforeEach
  void runOnce() throws Exception {
    lab = new Lab(folder).withFiles(4);
    String plan =
        lab.plan(
            """
            version: 1
            name: Two tasks
            tasks:
              - {id: good, title: A <good> | task, command: "echo hello; echo good >> src/f1.txt"}
              - {id: bad, command: "echo no; exit 3", retries: 1}
              - {id: tests, command: "mkdir -p build; echo \\"%s\\" > build/r.xml"}
            combine: {reports: ["build/*.xml"], message: "Do it"}
            """
                .formatted(JUNIT));
    Lab.Ended ended = lab.manyhands("run", plan);
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
    run = lab.manyhands("list", "--json").json().get(0).get("run").stringValue();
  }

  @Test
  void helpTeaches() throws Exception {
    String all = lab.manyhands("--help").out();
    for (String command : COMMANDS) {
      assertThat(all).contains(command);
      Lab.Ended help = lab.manyhands(command, "--help");
      assertThat(help.exitCode()).as(command).isZero();
      assertThat(help.out()).as(command).contains("Usage: manyhands " + command);
    }
    assertThat(lab.manyhands("--version").out()).startsWith("manyhands ");
  }

  @Test
  void wrongUseIsExplained() throws Exception {
    assertThat(lab.manyhands().exitCode()).isEqualTo(2);
    assertThat(lab.manyhands("rnu").exitCode()).isEqualTo(2);
    assertThat(lab.manyhands("run").exitCode()).isEqualTo(2);
    assertThat(lab.manyhands("status", "nothing-like-it").exitCode()).isEqualTo(2);
    assertThat(lab.manyhands("logs", run, "nobody").exitCode()).isEqualTo(2);
    assertThat(lab.manyhands("report", run, "--format", "pdf").exitCode()).isEqualTo(2);
    assertThat(lab.manyhands("status", "--repo", "/no/such/folder").exitCode()).isEqualTo(2);
  }

  @Test
  void lookingAtARun() throws Exception {
    assertThat(lab.manyhands("status").out()).contains("partial").contains("exit code 3");
    assertThat(lab.manyhands("status", run.substring(0, run.length() - 1)).out()).contains(run);
    assertThat(lab.manyhands("logs", run, "good").out()).isEqualTo("hello\n");
    assertThat(lab.manyhands("logs", run, "bad", "--attempt", "1").out()).isEqualTo("no\n");
    assertThat(lab.manyhands("diff", run).out()).contains("+good");
    assertThat(lab.manyhands("diff", run, "good").out()).contains("+good");
    assertThat(lab.manyhands("diff", run, "--stat").out()).contains("src/f1.txt");
    String events = lab.manyhands("events", run, "--json").out();
    List<String> lines = events.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      assertThat(JsonMapper.shared().readTree(lines.get(i)).get("seq").intValue()).isEqualTo(i + 1);
    }
    assertThat(lab.manyhands("events", run, "--after", "3", "--json").out().lines())
        .hasSize(lines.size() - 3);
  }

  @Test
  void reports() throws Exception {
    JsonNode json = lab.manyhands("report", run, "--format", "json").json();
    assertThat(json.get("status").stringValue()).isEqualTo("partial");
    assertThat(json.get("tests").get("total").intValue()).isEqualTo(2);
    assertThat(json.get("tests").get("failed").intValue()).isEqualTo(1);
    assertThat(Lab.task(json, "bad").get("attempts").size()).isEqualTo(2);
    assertThat(lab.manyhands("report", run).out()).contains("good");
    assertThat(lab.manyhands("report", run, "--format", "html").out())
        .startsWith("<!DOCTYPE html>")
        .contains("A &lt;good&gt;");
    assertThat(lab.manyhands("report", run, "--format", "junit").out())
        .contains("<testsuites")
        .contains("name=\"b\"");
    assertThat(
            lab.manyhands("report", run, "--format", "sarif").json().get("version").stringValue())
        .isEqualTo("2.1.0");
    Path file = lab.root.resolve("out.html");
    assertThat(lab.manyhands("report", run, "--format", "html", "--output", file.toString()).out())
        .isEmpty();
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void cleaningKeepsWhatIsNowhereElse() throws Exception {
    Lab.Ended dry = lab.manyhands("clean", "--older-than", "0s", "--dry-run");
    assertThat(dry.out()).contains("would remove");
    assertThat(lab.manyhands("logs", run, "good").out()).isEqualTo("hello\n");
    Lab.Ended cleaned = lab.manyhands("clean", "--older-than", "0s");
    assertThat(cleaned.exitCode()).as(cleaned.err()).isZero();
    assertThat(cleaned.out()).contains("unused workspaces");
    assertThat(lab.git("for-each-ref", "refs/heads/manyhands")).contains(run);
    assertThat(lab.manyhands("status", run).exitCode()).isZero();
    assertThat(lab.manyhands("land", run).exitCode()).isZero();
    assertThat(Files.readString(lab.repo.resolve("src/f1.txt"))).endsWith("good\n");
    assertThat(lab.manyhands("land", run).out()).contains("already");
  }

  @Test
  void theRest() throws Exception {
    assertThat(lab.manyhands("agents").out()).contains("command");
    assertThat(lab.manyhands("doctor").exitCode()).isZero();
    assertThat(lab.manyhands("schema").json().get("$schema").stringValue()).contains("2020-12");
    assertThat(lab.manyhands("completion").out()).contains("complete ");
    Lab.Ended resumed = lab.manyhands("resume", run);
    assertThat(resumed.exitCode()).as("it is over").isEqualTo(1);
    assertThat(lab.manyhands("cancel", run).exitCode()).isZero();
  }
}

package dev.manyhands.engine.attempt;

import static dev.manyhands.engine.run.SamplePlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.run.SamplePlans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the contract says of a helper's surroundings. */
class HelperSeesTest extends RunFixture {
  private static final AttemptId FIRST = new AttemptId(new TaskId("a"), 1);

  private static Map<String, String> environment(String file) {
    Map<String, String> seen = new TreeMap<>();
    for (String entry : file.split("\0", -1)) {
      if (!entry.isEmpty()) {
        seen.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
      }
    }
    return seen;
  }

  @Test
  void itsEnvironmentIsWhatTheContractListsAndNothingElse() throws Exception {
    Plan plan = SamplePlans.of(task("a", "cat /proc/$$/environ > environ; pwd -P > pwd")).build();

    carry(plan);

    Map<String, String> expected = new TreeMap<>();
    for (String name : List.of("PATH", "HOME", "LANG", "TERM", "TMPDIR")) {
      String value = System.getenv(name);
      if (value != null) {
        expected.put(name, value);
      }
    }
    expected.putIfAbsent("HOME", System.getProperty("user.home"));
    expected.put("GREETING", "hello");
    expected.put("MANYHANDS_RUN", run.value());
    expected.put("MANYHANDS_TASK", "a");
    expected.put("MANYHANDS_ATTEMPT", "1");
    expected.put("MANYHANDS_PROMPT_FILE", runFolder().prompt(FIRST).toString());
    Map<String, String> seen = environment(kept("a", 1, "environ"));
    assertThat(seen.remove("MANYHANDS_TOKEN")).matches("[0-9a-f]{32}");
    assertThat(seen).isEqualTo(expected);
    assertThat(Path.of(kept("a", 1, "pwd")))
        .isEqualTo(pool().toRealPath().resolve("1/tree/repository"));
    assertThat(runFolder().prompt(FIRST)).isEmptyFile();
  }

  @Test
  void thePlanNamesWhatElseIsPassed() {
    Plan sample = SamplePlans.of(task("a", "true")).build();
    Plan plan =
        new Plan(
            sample.name(),
            sample.base(),
            sample.concurrency(),
            sample.limits(),
            sample.workspace(),
            Map.of("LANG", "xx", "MANYHANDS_RUN", "forged", "MANYHANDS_PROMPT_FILE", "forged"),
            List.of("PATH", "NO_SUCH_VARIABLE_HERE"),
            sample.tasks(),
            sample.combine());

    Map<String, String> environment =
        HelperEnvironment.of(
            System.getenv(),
            plan,
            HelperEnvironment.cookie(run, FIRST),
            Path.of("/prompt"),
            new Desk(InstantSource.system(), Map.of()).open(FIRST, sample.tasks().getFirst()));

    assertThat(environment)
        .containsEntry("LANG", "xx")
        .containsEntry("MANYHANDS_RUN", run.value())
        .containsEntry("MANYHANDS_PROMPT_FILE", "/prompt")
        .doesNotContainKey("NO_SUCH_VARIABLE_HERE");
  }

  /** I11: they are there for the helper, and in no ref. */
  @Test
  void filesThatThePlanCopiesAreThere() throws Exception {
    user.write(".gitignore", ".env\n");
    user.commit("Ignore");
    user.write(".env", "TOKEN=1\n");

    Report report =
        carry(SamplePlans.of(task("a", "cut -c1-5 .env > seen; rm .gitignore")).copy(".env"));

    assertThat(result(report, "seen")).isEqualTo("TOKEN");
    assertThat(user.paths(report.result().orElseThrow().commit())).doesNotContain(".env");
  }

  @Test
  void theCombinedCheckHasTheSameSetup() throws Exception {
    user.write(".gitignore", ".env\ndeps\n");
    user.commit("Ignore");
    user.write(".env", "TOKEN=1\n");

    Report report =
        carry(
            SamplePlans.of(task("a", "echo a > a"))
                .copy(".env")
                .setup("touch deps")
                .check("test -e .env && test -e deps && test -e a && test $GREETING = hello"));

    assertThat(report.status()).isEqualTo("succeeded");
  }

  @Test
  void reportsAreCollectedFromEveryAttemptAndTheCombination() throws Exception {
    user.write(".gitignore", "target\n");
    user.commit("Ignore");

    carry(
        SamplePlans.of(
                task("a", "mkdir -p target/deep; echo helper > target/deep/x.xml; echo a > a")
                    .check("echo check > target/y.xml"))
            .check("mkdir -p target; echo combined > target/z.xml")
            .reports("**/target/**/*.xml"));

    Path collected = runFolder().collected(FIRST);
    assertThat(collected.resolve("target/deep/x.xml")).hasContent("helper");
    assertThat(collected.resolve("target/y.xml")).hasContent("check");
    assertThat(runFolder().collectedFromCombination(1).resolve("target/z.xml"))
        .hasContent("combined");
  }

  @Test
  void aReportThatCannotBeCollectedIsPassedOver() throws Exception {
    Path workspace = folder.resolve("w");
    Path target = folder.resolve("t");
    Files.createDirectories(workspace.resolve("b.xml.d"));
    Files.writeString(workspace.resolve("a.xml"), "a");
    Files.writeString(workspace.resolve("b.xml"), "b");
    Files.writeString(workspace.resolve("c.xml"), "c");
    Files.createSymbolicLink(workspace.resolve("link.xml"), Path.of("/etc/hostname"));
    Files.createDirectories(target.resolve("b.xml/in the way"));

    CollectedFiles.copy(workspace, List.of("*.xml"), target);

    assertThat(target.resolve("a.xml")).hasContent("a");
    assertThat(target.resolve("c.xml")).hasContent("c");
    assertThat(target.resolve("link.xml")).doesNotExist();
  }
}

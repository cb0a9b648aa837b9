package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Combine.OnConflict;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.plan.WorkspaceSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private static Plan plan(String text) {
    return PlanTexts.read(text).orThrow();
  }

  private static Check sh(String script) {
    return new Check(List.of("sh", "-c", script), HALF_HOUR);
  }

  @Test
  void readsTheExampleOfTheDocumentation() {
    Plan expected =
        new Plan(
            "junit5-migration",
            "HEAD",
            8,
            new RunLimits(
                Duration.ofHours(2),
                Duration.ofHours(2),
                new Budget(2_000_000L, new BigDecimal("5.00"))),
            new WorkspaceSpec(List.of("sh", "-c", "npm ci"), List.of(".env")),
            Map.of("LOG_LEVEL", "warn"),
            List.of("CI"),
            List.of(
                new TaskSpec(
                    new TaskId("core"),
                    "Migrate core",
                    new AgentName("claude"),
                    new Work.Prompt("Migrate the tests below core/ to JUnit 5."),
                    List.of("core/**"),
                    List.of(),
                    sh("./mvnw -q -pl core test"),
                    new TaskLimits(Duration.ofMinutes(10), HALF_HOUR, Duration.ofMinutes(5), 1)),
                new TaskSpec(
                    new TaskId("count"),
                    "count",
                    AgentName.COMMAND,
                    new Work.Program(List.of("sh", "-c", "grep -rc @Test . > counts.txt")),
                    List.of(),
                    List.of(),
                    sh("./mvnw -q test-compile"),
                    new TaskLimits(
                        Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(5), 0))),
            new Combine(
                sh("./mvnw -q verify"),
                OnConflict.RETRY,
                2,
                "Migrate to JUnit 5",
                List.of("**/target/surefire-reports/*.xml", "**/*.sarif")));

    assertThat(PlanTexts.read(PlanTexts.example()))
        .isEqualTo(new PlanResult.Valid(expected, List.of()));
  }

  @Test
  void readsTheCheckOfTheCombinationWithItsTimeout() {
    Plan plan =
        plan(
            """
            version: 1
            combine: {check: [make, test], timeout: 1h, onConflict: fail}
            tasks: [{id: a, command: make}]
            """);

    assertThat(plan.combine())
        .isEqualTo(
            new Combine(
                new Check(List.of("make", "test"), Duration.ofHours(1)),
                OnConflict.FAIL,
                2,
                "plan",
                List.of()));
  }

  @Test
  void takesOneTextForAListOfOne() {
    Plan plan =
        plan(
            """
            version: 1
            workspace: {copy: .env}
            passEnv: CI
            combine: {reports: "**/*.xml"}
            tasks:
              - {id: a, command: make, files: src}
              - {id: b, command: make, needs: a}
            """);

    assertThat(plan.workspace().copy()).containsExactly(".env");
    assertThat(plan.passEnv()).containsExactly("CI");
    assertThat(plan.combine().reports()).containsExactly("**/*.xml");
    assertThat(plan.tasks().get(0).files()).containsExactly("src");
    assertThat(plan.tasks().get(1).needs()).containsExactly(new TaskId("a"));
  }

  @Test
  void takesVariablesIdsAndRevisionsAsTheyAreWritten() {
    Plan plan =
        plan(
            """
            version: 1
            base: 0123456
            env: {VERSION: 1.10, ON: true, EMPTY: "", TEXT: " x ", HEX: 0x1F}
            tasks:
              - {id: 007, command: make}
              - {id: 1.0, command: make, needs: [007]}
            """);

    assertThat(plan.base()).isEqualTo("0123456");
    assertThat(plan.env())
        .containsExactly(
            Map.entry("VERSION", "1.10"),
            Map.entry("ON", "true"),
            Map.entry("EMPTY", ""),
            Map.entry("TEXT", " x "),
            Map.entry("HEX", "0x1F"));
    assertThat(plan.tasks()).extracting(task -> task.id().value()).containsExactly("007", "1.0");
    assertThat(plan.tasks().get(1).needs()).containsExactly(new TaskId("007"));
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "500k, 500000", "2M, 2000000", "3G, 3000000000", "'\"9k\"', 9000"})
  void readsCounts(String written, long tokens) {
    Plan plan =
        plan("version: 1\nlimits: {tokens: %s}\ntasks: [{id: a, command: b}]".formatted(written));

    assertThat(plan.limits().budget().tokens()).hasValue(tokens);
  }

  @Test
  void takesAliasesAndMergeKeys() {
    Plan plan =
        plan(
            """
            version: 1
            tasks:
              - &first
                id: a
                command: &make [make, -j]
                files: &files [src/**, docs/**]
                retries: 3
              - <<: *first
                id: b
                retries: 4
              - <<: [{title: One, id: x}, *first, {title: Two}]
                id: c
              - {id: d, command: *make, files: *files}
            """);

    assertThat(plan.tasks())
        .extracting(task -> task.id().value())
        .containsExactly("a", "b", "c", "d");
    assertThat(plan.tasks()).allSatisfy(task -> assertThat(task.files()).hasSize(2));
    assertThat(plan.tasks())
        .extracting(task -> task.limits().retries())
        .containsExactly(3, 4, 3, 0);
    assertThat(plan.tasks().get(2).title()).isEqualTo("One");
  }

  @Test
  void readsJson() {
    PlanResult result =
        PlanTexts.read(
            """
            {
            \t"$schema": "plan.schema.json",
            \t"version": 1,
            \t"limits": {"cost": 0.5, "wall": "1h"},
            \t"tasks": [
            \t\t{"id":"a","command":["sh","-c","echo \\"\\ud83d\\ude00\\u00e9\\/\\t\\""]}
            \t]
            }
            """);

    Plan plan = result.orThrow();
    assertThat(plan.limits().budget().cost()).contains(new BigDecimal("0.5"));
    assertThat(plan.tasks().getFirst().work())
        .isEqualTo(new Work.Program(List.of("sh", "-c", "echo \"😀é/\t\"")));
  }

  @Test
  void acceptsAByteOrderMarkAndLinesOfWindows() {
    String windows = "\uFEFF" + PlanTexts.example().replace("\n", "\r\n");

    assertThat(plan(windows)).isEqualTo(plan(PlanTexts.example()));
  }

  @Test
  void countsLinesAndColumnsAsEditorsDo() {
    String text = "version: 1\r\nname: \"😀\u2028\"\rtasks: [{id: a, x: 1}, \"😀\", {id: ?}]\n";

    assertThat(((PlanResult.Invalid) PlanTexts.read(text)).problems())
        .extracting(problem -> problem.line() + ":" + problem.column())
        .containsExactly("2:7", "3:9", "3:17", "3:24", "3:29", "3:34");
  }

  @Test
  void needsNoAgentsForCommands() {
    PlanResult result =
        new PlanReader().read("version: 1\ntasks: [{id: a, command: b}]", "x", Set.of());

    assertThat(result).isInstanceOf(PlanResult.Valid.class);
  }

  @Test
  void warnsOfWhatIsProbablyNotMeant() {
    PlanResult result =
        PlanTexts.read(
            """
            version: 1
            limits: {wall: 1h}
            env: {CI: "1"}
            passEnv: [HOME, CI]
            combine: {onConflict: fail, attempts: 3}
            tasks:
              - {id: a, command: make, timeout: 2h, files: []}
            """);

    assertThat(result)
        .isInstanceOfSatisfying(
            PlanResult.Valid.class,
            valid ->
                assertThat(valid.warnings())
                    .extracting(PlanProblem::toString)
                    .containsExactly(
                        "plan.yaml:4:17: 'CI' has a value in 'env', which is used in place of"
                            + " yours",
                        "plan.yaml:5:39: with 'onConflict: fail' no task comes back from the merge"
                            + " queue",
                        "plan.yaml:7:37: this is longer than 'limits.wall' gives the whole run",
                        "plan.yaml:7:48: an empty 'files' lets the task change anything"));
  }
}

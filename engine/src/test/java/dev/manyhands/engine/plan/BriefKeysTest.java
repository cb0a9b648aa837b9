package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BriefKeysTest {
  private static Brief brief(Plan plan, int task) {
    return ((Work.Prompt) plan.tasks().get(task).work()).brief();
  }

  @Test
  void aPromptWithoutParticularsHasTheStandardOnes() {
    Plan plan =
        PlanTexts.read("version: 1\nagent: claude\ntasks: [{id: a, prompt: Do it.}]").orThrow();

    assertThat(brief(plan, 0)).isEqualTo(Brief.STANDARD);
  }

  @Test
  void whatATaskGivesGoesBeforeWhatThePlanGives() {
    Plan plan =
        PlanTexts.read(
                """
                version: 1
                agent: claude
                permissions: {allow: ["Bash(npm *)", WebFetch], deny: write(ci/*)}
                defaults:
                  model: small
                  readOnly: true
                  budget: {tokens: 200k, cost: 0.50}
                  result: {schema: {type: object}}
                  patience: 1h
                tasks:
                  - {id: a, prompt: Do it.}
                  - id: b
                    prompt: Do it.
                    model: large
                    readOnly: false
                    budget: {tokens: 1M}
                    result:
                      schema:
                        required: [n]
                        properties: {n: {type: [integer, "null"], maximum: 1e3, default: 0x10}}
                    permissions: {allow: [Bash(make), WebFetch], deny: [Bash(rm *)]}
                    patience: 5m
                  - {id: c, command: make}
                """)
            .orThrow();

    assertThat(brief(plan, 0))
        .isEqualTo(
            new Brief(
                "small",
                true,
                new Budget(200_000L, new BigDecimal("0.50")),
                "{\"type\":\"object\"}",
                new Permissions(List.of("Bash(npm *)", "WebFetch"), List.of("write(ci/*)")),
                Duration.ofHours(1)));
    Brief own = brief(plan, 1);
    assertThat(own.model()).contains("large");
    assertThat(own.readOnly()).isFalse();
    assertThat(own.budget()).isEqualTo(new Budget(1_000_000L, new BigDecimal("0.50")));
    assertThat(own.schema().orElseThrow())
        .startsWith("{\"required\":[\"n\"],\"properties\":{\"n\":{\"type\":[\"integer\",\"null\"]");
    assertThat(own.permissions())
        .isEqualTo(
            new Permissions(
                List.of("Bash(make)", "WebFetch", "Bash(npm *)"),
                List.of("Bash(rm *)", "write(ci/*)")));
    assertThat(own.patience()).isEqualTo(Duration.ofMinutes(5));
    assertThat(plan.tasks().get(2).work()).isInstanceOf(Work.Program.class);
    assertThat(PlanCodec.read(PlanCodec.write(plan))).isEqualTo(plan);
  }

  @Test
  void aTaskThatOnlyLooksNeedsNoFiles() {
    PlanResult result =
        PlanTexts.read(
            "version: 1\nagent: claude\n"
                + "tasks: [{id: a, prompt: Do it., readOnly: true, files: src}]");

    assertThat(((PlanResult.Valid) result).warnings())
        .extracting(PlanProblem::toString)
        .containsExactly("plan.yaml:3:56: a task with 'readOnly' changes nothing; remove 'files'");
  }

  @Test
  void schemasThatAllTasksShareAreBounded() {
    String schema = "{type: object, title: \"%s\"}".formatted("x".repeat(60_000));
    String tasks = "  - {id: t%d, command: make}\n".repeat(300).formatted(ids(300));

    PlanResult result =
        PlanTexts.read(
            "version: 1\ndefaults:\n  result: {schema: %s}\ntasks:\n%s".formatted(schema, tasks));

    assertThat(((PlanResult.Invalid) result).message())
        .isEqualTo("plan.yaml:3:11: 300 tasks with this schema are more than 16 MiB; shorten it");
  }

  private static Object[] ids(int count) {
    return IntStream.range(0, count).boxed().toArray();
  }

  @Test
  void aSchemaIsBounded() {
    PlanResult result =
        PlanTexts.read(
            "version: 1\ndefaults:\n  result: {schema: {title: \"%s\"}}\ntasks: [{id: a, command: b}]"
                .formatted("x".repeat(70_000)));

    assertThat(((PlanResult.Invalid) result).message())
        .isEqualTo("plan.yaml:3:20: this schema is larger than 64 KiB; shorten it");
  }
}

package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.testkit.model.Charge;
import dev.manyhands.testkit.model.ScriptedModel;
import dev.manyhands.testkit.model.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The agent that needs no tool, from the plan to the branch, with a scripted model behind it. */
class BuiltInIT {
  private static final String SCRIPTS =
      """
      scripts:
        writes:
          - write: {path: a.txt, content: "A\\n"}
            usage: {input: 1000, output: 20}
          - text: A is written.
            usage: {input: 1100, output: 10}
        mends:
          - shell: echo wrong > b.txt
          - text: B is written.
          - write: {path: b.txt, content: "B\\n"}
          - text: B is mended.
        counts:
          - read: src/f1.txt
          - text: |
              ```json
              {"lines": 10}
              ```
      """;
  private static final String PLAN =
      """
      version: 1
      name: built-in
      agent: builtin
      concurrency: 3
      tasks:
        - {id: writes, prompt: "Write A. [[script:writes]]"}
        - {id: mends, prompt: "Write B. [[script:mends]]", check: grep -q B b.txt}
        - id: counts
          prompt: "Count. [[script:counts]]"
          readOnly: true
          result: {schema: {type: object, required: [lines], properties: {lines: {type: integer}}}}
      combine: {check: test -e a.txt}
      """;

  private static Map<String, String> keys(ScriptedModel model) {
    return Map.of(
        "ANTHROPIC_API_KEY", "scripted-key",
        "ANTHROPIC_BASE_URL", model.anthropic().toString(),
        "MANYHANDS_MODEL", "anthropic/claude-haiku-4-5");
  }

  /** Whatever the user of this machine has configured does not count. */
  private static Lab bare(Path folder) throws Exception {
    return new Lab(folder)
        .withFiles(1)
        .with(
            Map.of(
                "HOME", folder.toString(),
                "ANTHROPIC_API_KEY", "",
                "OPENAI_API_KEY", "",
                "GEMINI_API_KEY", "",
                "GOOGLE_API_KEY", "",
                "MANYHANDS_MODEL", ""));
  }

  @Test
  void aPlanOfItBecomesOneCommit(@TempDir Path folder) throws Exception {
    try (ScriptedModel model = ScriptedModel.start(0, ScriptedModel.parse(SCRIPTS), _ -> {})) {
      Lab lab = bare(folder).with(keys(model));

      Lab.Ended ended = lab.manyhands("run", lab.plan(PLAN), "--json");

      assertThat(ended.exitCode()).as("%s%n%s", ended.err(), ended.out()).isZero();
      JsonNode report = ended.json();
      String result = report.get("result").get("commit").stringValue();
      assertThat(lab.git("show", result + ":a.txt")).isEqualTo("A");
      assertThat(lab.git("show", result + ":b.txt")).isEqualTo("B");
      assertThat(lab.git("rev-list", "--count", "main.." + result)).isEqualTo("1");
      assertThat(Lab.task(report, "mends").get("attempts")).hasSize(1);
      assertThat(Lab.task(report, "counts").get("result").get("lines").intValue()).isEqualTo(10);
      List<Usage> charged = model.charges().stream().map(Charge::usage).toList();
      assertThat(report.get("usage").get("inputTokens").longValue())
          .isEqualTo(charged.stream().mapToLong(Usage::read).sum());
      assertThat(report.get("usage").get("outputTokens").longValue())
          .isEqualTo(charged.stream().mapToLong(Usage::output).sum());
      assertThat(report.get("usage").get("costUsd").decimalValue()).isPositive();
    }
  }

  @Test
  void itIsReadyWithAKeyOnly(@TempDir Path folder) throws Exception {
    Lab lab = bare(folder);
    assertThat(lab.manyhands("agents", "builtin").out())
        .contains("state: not configured", "problem: no key", "MANYHANDS_MODEL=ollama/NAME");

    Lab.Ended ended = lab.manyhands("run", lab.plan(PLAN));

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err())
        .contains("the agent 'builtin' cannot work: no key and no model is configured")
        .contains("set ANTHROPIC_API_KEY");
    assertThat(lab.manyhands("list").err() + lab.manyhands("list").out())
        .doesNotContain("built-in");

    lab.with(Map.of("MANYHANDS_MODEL", "ollama/qwen3"));
    assertThat(lab.manyhands("agents", "builtin").out()).contains("state: ready");
  }
}

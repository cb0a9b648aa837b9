package dev.manyhands.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.Usage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
  private static JsonNode read(Report report) {
    return JsonMapper.shared().readTree(JsonReport.write(report));
  }

  @Test
  void writesAFinishedRun() {
    Golden.assertMatches("report.json", JsonReport.write(SampleReports.eight()));
  }

  @Test
  void hasEveryFieldThatScriptsRelyOn() {
    JsonNode report = read(SampleReports.eight());

    assertThat(report.propertyNames())
        .contains(
            "run",
            "name",
            "status",
            "base",
            "result",
            "tasks",
            "checks",
            "tests",
            "usage",
            "wallMs",
            "busyMs",
            "criticalPathMs");
    assertThat(report.get("result").propertyNames()).contains("branch", "commit", "tree");
    assertThat(report.get("tasks").get(0).propertyNames())
        .contains("id", "state", "reason", "needs", "changed", "ref", "result", "attempts");
    assertThat(report.get("tasks").get(0).get("changed").propertyNames())
        .contains("files", "insertions", "deletions");
    assertThat(report.get("tasks").get(0).get("attempts").get(0).propertyNames())
        .contains(
            "number", "agent", "outcome", "exitCode", "startedAt", "endedAt", "queuedMs", "usage");
    assertThat(report.get("checks").get(0).propertyNames())
        .contains("tree", "tasks", "passed", "ms");
    assertThat(report.get("tests").propertyNames())
        .contains("total", "passed", "failed", "skipped");
    assertThat(report.get("usage").propertyNames())
        .contains("inputTokens", "outputTokens", "costUsd");
  }

  @Test
  void writesNullForWhatIsNotKnownYet() {
    JsonNode report = read(SampleReports.running());

    assertThat(report.get("status").asString()).isEqualTo("running");
    assertThat(report.get("result").isNull()).isTrue();
    assertThat(report.get("endedAt").isNull()).isTrue();
    JsonNode running = report.get("tasks").get(3);
    assertThat(running.get("state").asString()).isEqualTo("running");
    assertThat(running.get("changed").isNull()).isTrue();
    assertThat(running.get("ref").isNull()).isTrue();
    assertThat(running.get("reason").isNull()).isTrue();
    JsonNode attempt = running.get("attempts").get(0);
    for (String unknown : List.of("outcome", "exitCode", "endedAt", "changed")) {
      assertThat(attempt.get(unknown).isNull()).as(unknown).isTrue();
    }
  }

  @Test
  void writesTimesToTheMillisecondInUtc() {
    JsonNode attempt = read(SampleReports.one()).get("tasks").get(0).get("attempts").get(0);

    assertThat(attempt.get("startedAt").asString()).isEqualTo("2026-03-14T09:26:53.589Z");
    assertThat(attempt.get("endedAt").asString()).isEqualTo("2026-03-14T09:26:56.789Z");
  }

  @Test
  void writesCostsAsPlainNumbers() {
    Report report =
        SampleReports.with(
            SampleReports.one(), new Usage(0, 0, new BigDecimal("1E-7")), Report.Tests.NONE);

    assertThat(JsonReport.write(report)).contains("\"costUsd\": 0.0000001");
  }

  @Test
  void keepsHostileTextsAsTheyAre() {
    Report report = SampleReports.hostile("</script>\u0000\u2028\"\\\uD83D\uDE42");

    assertThat(read(report).get("name").asString())
        .isEqualTo("</script>\u0000\u2028\"\\\uD83D\uDE42");
  }
}

package dev.manyhands.engine.report.collected;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifMergeTest {
  @TempDir private Path folder;
  private Collection collection;

  @BeforeEach
  void setUp() {
    collection = new Collection(folder);
  }

  private JsonNode merged() {
    return JsonMapper.shared().readTree(Collection.sarif(collection.read()));
  }

  private static List<JsonNode> runs(JsonNode log) {
    return StreamSupport.stream(log.get("runs").spliterator(), false).toList();
  }

  @Test
  void withoutInputsTheLogIsEmptyAndValid() {
    JsonNode log = merged();

    assertThat(log.get("version").asString()).isEqualTo("2.1.0");
    assertThat(log.get("$schema").asString()).contains("sarif-2.1.0");
    assertThat(runs(log)).isEmpty();
  }

  @Test
  void keepsEveryRunAndEveryResult() {
    collection
        .sample("core/1/eslint.sarif", "eslint.sarif")
        .sample("core/2/eslint.sarif", "eslint.sarif")
        .sample("http/1/build/spotbugs.sarif", "spotbugs.sarif")
        .sample("_combined/3/eslint.sarif", "eslint.sarif");

    CollectedReports reports = collection.read();
    JsonNode log = merged();

    assertThat(reports.findings()).isEqualTo(7);
    assertThat(runs(log)).hasSize(5);
    assertThat(runs(log).stream().mapToInt(run -> run.get("results").size()).sum()).isEqualTo(7);
    assertThat(log.get("inlineExternalProperties").size()).isEqualTo(1);
  }

  @Test
  void copiesARunAsItIs() {
    JsonNode original =
        JsonMapper.shared()
            .readTree(new String(Collection.bytes("eslint.sarif"), StandardCharsets.UTF_8))
            .get("runs")
            .get(0);
    collection.sample("core/1/eslint.sarif", "eslint.sarif");

    JsonNode run = runs(merged()).getFirst();

    assertThat(run.get("tool")).isEqualTo(original.get("tool"));
    assertThat(run.get("artifacts")).isEqualTo(original.get("artifacts"));
    assertThat(run.get("results").get(0)).isEqualTo(original.get("results").get(0));
    assertThat(Collection.sarif(collection.read())).contains("\"rank\":1.10");
  }

  @Test
  void namesTheTaskOfEachRun() {
    collection
        .sample("core/1/build/eslint.sarif", "eslint.sarif")
        .sample("http/2/spotbugs.sarif", "spotbugs.sarif");

    List<JsonNode> runs = runs(merged());

    assertThat(runs)
        .extracting(run -> run.get("automationDetails").get("id").asString())
        .containsExactly(
            "manyhands/core/1/build/eslint.sarif/0/",
            "manyhands/http/2/nightly/2026-03-14",
            "manyhands/http/2/spotbugs.sarif/1/");
    assertThat(runs)
        .extracting(run -> run.get("properties").get("manyhands/task").asString())
        .containsExactly("core", "http", "http");
    JsonNode details = runs.get(1).get("automationDetails");
    assertThat(details.get("guid").asString()).startsWith("11111111");
    assertThat(runs.get(1).get("properties").get("tags").get(0).asString()).isEqualTo("java");
    assertThat(runs.get(1).get("properties").get("manyhands/attempt").asInt()).isEqualTo(2);
  }

  @Test
  void readsUtf16AndAByteOrderMark() {
    String text = new String(Collection.bytes("spotbugs.sarif"), StandardCharsets.UTF_8);
    collection
        .put("a/1/x.sarif", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))
        .put("b/1/x.sarif", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));

    assertThat(collection.read().problems()).isEmpty();
    assertThat(runs(merged())).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"version\": \"2.1.0\"}",
        "{\"version\": \"2.1.0\", \"runs\": {}}",
        "{\"version\": \"2.1.0\", \"runs\": null}",
        "{\"version\": \"2.1.0\", \"runs\": [1]}",
        "{\"version\": \"2.1.0\", \"runs\": [{}]}",
        "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {}, \"results\": {}}]}",
        "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {}, \"results\": [1]}]}",
        "{\"version\": \"2.0.0\", \"runs\": []}",
        "{\"version\": 2, \"runs\": []}",
        "{\"runs\": []}",
        "{\"version\": \"2.1.0\", \"runs\": []} {}",
        "{\"version\": \"2.1.0\", \"runs\": [], \"inlineExternalProperties\": 1}",
        "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {}, \"results\": [{]}",
        "{\"coverage\": 1}",
      })
  void namesWhatIsNotSarif(String text) {
    collection.put("a/1/bad.sarif", text).sample("b/1/good.sarif", "eslint.sarif");

    CollectedReports reports = collection.read();

    assertThat(reports.problems()).hasSize(1);
    assertThat(reports.problems().getFirst().toString())
        .startsWith("a, attempt 1: bad.sarif ")
        .hasSizeGreaterThan(35);
    assertThat(runs(merged())).hasSize(1);
  }
}

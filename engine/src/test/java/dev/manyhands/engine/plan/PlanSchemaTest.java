package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PlanSchemaTest {
  private static final SpecificationVersion DRAFT = SpecificationVersion.DRAFT_2020_12;
  private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(DRAFT);
  private static final JsonNode JSON = JsonMapper.shared().readTree(PlanSchema.text());
  private static final Schema SCHEMA = REGISTRY.getSchema(PlanSchema.text(), InputFormat.JSON);

  private static List<Error> errors(String plan) {
    return SCHEMA.validate(plan, InputFormat.YAML);
  }

  @Test
  void isASchema() {
    Schema schemas = REGISTRY.getSchema(SchemaLocation.of(DRAFT.getDialectId()));

    assertThat(schemas.validate(PlanSchema.text(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void acceptsTheExampleOfTheDocumentation() {
    assertThat(errors(PlanTexts.example())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 2\ntasks: [{id: a, command: b}]",
        "version: 1\ntasks: []",
        "version: 1\ntasks: [{id: A, command: b}]",
        "version: 1\ntasks: [{id: a}]",
        "version: 1\ntasks: [{id: a, command: b, prompt: c}]",
        "version: 1\ntasks: [{id: a, command: b, timeout: 5}]",
        "version: 1\ntasks: [{id: a, command: b, timeout: 5x}]",
        "version: 1\ntasks: [{id: a, command: b, budget: 5}]",
        "version: 1\ntasks: [{id: a, command: b, model: x}]",
        "version: 1\ntasks: [{id: a, command: b, permissions: {allow: x}}]",
        "version: 1\nagent: claude\ntasks: [{id: a, prompt: b, model: ''}]",
        "version: 1\nagent: claude\ntasks: [{id: a, prompt: b, readOnly: 'true'}]",
        "version: 1\nagent: claude\ntasks: [{id: a, prompt: b, budget: {}}]",
        "version: 1\nagent: claude\ntasks: [{id: a, prompt: b, budget: {cost: 0}}]",
        "version: 1\nagent: claude\ntasks: [{id: a, prompt: b, result: {type: object}}]",
        "version: 1\nagent: claude\ntasks: [{id: a, prompt: b, patience: 5}]",
        "version: 1\npermissions: {allow: a b}\ntasks: [{id: a, command: b}]",
        "version: 1\ndefaults: {permissions: {}}\ntasks: [{id: a, command: b}]",
        "version: 1\ntasks: [{id: a, command: b, files: ../x}]",
        "version: 1\ntasks: [{id: a, command: b, check: true}]",
        "version: 1\ntasks: [{id: a, command: b, retries: -1}]",
        "version: 1\nenv: {MANYHANDS_X: a}\ntasks: [{id: a, command: b}]",
        "version: 1\nlimits: {cost: 0}\ntasks: [{id: a, command: b}]",
        "version: 1\ncombine: {onConflict: ours}\ntasks: [{id: a, command: b}]"
      })
  void refusesWhatTheReaderRefuses(String plan) {
    assertThat(PlanTexts.read(plan)).isInstanceOf(PlanResult.Invalid.class);
    assertThat(errors(plan)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 1\nbase: 0123456\nenv: {A: 1.10, B: true, C: x}\ntasks: [{id: 7, command: b}]",
        "version: 1\ndefaults: {check: false}\ntasks: [{id: a, command: [b], check: null}]",
        "version: 1\nlimits: {tokens: 5, cost: 1}\ntasks: [{id: a, command: b, files: src/}]",
        "version: 1\nagent: claude\npermissions: {allow: Bash(a b), deny: ['*(*)']}\n"
            + "defaults: {model: x, readOnly: true, budget: {tokens: 5}, patience: 1h}\n"
            + "tasks: [{id: a, prompt: b, budget: {cost: 0.5, tokens: 2M}, permissions: {},"
            + " result: {schema: {}}}, {id: b, command: c}]",
        "version: 1\npassEnv: CI\ntasks: [{id: a, command: b}, {id: c, command: d, needs: a}]",
        "version: 1\ntasks: [{id: a, command: b, timeout: 1h30m, files: [a.b/..c/**, '*']}]"
      })
  void acceptsWhatTheReaderAccepts(String plan) {
    assertThat(PlanTexts.read(plan)).isInstanceOf(PlanResult.Valid.class);
    assertThat(errors(plan)).isEmpty();
  }

  @Test
  void acceptsEveryMutantThatTheReaderAccepts() {
    int accepted = 0;
    for (int seed = 0; seed < 500; seed++) {
      String plan = new String(Mutants.of(PlanTexts.example(), seed), StandardCharsets.UTF_8);
      if (PlanTexts.read(plan) instanceof PlanResult.Valid) {
        assertThat(errors(plan)).as("seed %d", seed).isEmpty();
        accepted++;
      }
    }
    assertThat(accepted).isGreaterThan(50);
  }

  @Test
  void knowsTheKeysThatTheReaderKnows() {
    String plan =
        """
        x: 1
        version: 1
        limits: {x: 1}
        workspace: {x: 1}
        defaults: {x: 1}
        combine: {x: 1}
        tasks: [{x: 1, id: a, command: b}]
        """;

    assertThat(known(plan, 1)).containsExactlyInAnyOrderElementsOf(keys(JSON));
    assertThat(known(plan, 3)).containsExactlyInAnyOrderElementsOf(keys(definition("limits")));
    assertThat(known(plan, 4)).containsExactlyInAnyOrderElementsOf(keys(definition("workspace")));
    assertThat(known(plan, 5)).containsExactlyInAnyOrderElementsOf(keys(definition("defaults")));
    assertThat(known(plan, 6)).containsExactlyInAnyOrderElementsOf(keys(definition("combine")));
    assertThat(known(plan, 7)).containsExactlyInAnyOrderElementsOf(keys(definition("task")));
  }

  /** Returns the keys that the reader lists when it refuses one in a line. */
  private static List<String> known(String plan, int line) {
    return ((PlanResult.Invalid) PlanTexts.read(plan))
        .problems().stream()
            .filter(problem -> problem.line() == line)
            .map(PlanProblem::message)
            .flatMap(
                message ->
                    Arrays.stream(message.substring(message.indexOf("nown: ") + 6).split(", ", -1)))
            .toList();
  }

  private static JsonNode definition(String name) {
    return JSON.at("/$defs/" + name);
  }

  private static List<String> keys(JsonNode object) {
    return List.copyOf(object.required("properties").propertyNames());
  }

  @Test
  void explainsEveryKeyAndItsExamplesAreRight() {
    List<JsonNode> objects =
        Stream.concat(Stream.of(JSON), JSON.required("$defs").valueStream()).toList();
    int examples = 0;
    for (JsonNode object : objects) {
      examples += checkExamples(object);
      for (JsonNode key : object.path("properties").values()) {
        assertThat(key.has("description") || key.has("$ref")).as("%s", key).isTrue();
        examples += checkExamples(key);
      }
    }
    assertThat(examples).isGreaterThan(30);
  }

  private static int checkExamples(JsonNode part) {
    ObjectNode schema = (ObjectNode) part.deepCopy();
    schema.remove("$id");
    schema.set("$defs", JSON.required("$defs"));
    Schema compiled = REGISTRY.getSchema(schema);
    for (JsonNode example : part.path("examples").values()) {
      assertThat(compiled.validate(example)).as("%s", example).isEmpty();
    }
    return part.path("examples").size();
  }
}

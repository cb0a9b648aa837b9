package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReaderTest {

  @Test
  void everythingThatAScriptCanSay() {
    List<Script> scripts =
        ScriptedModel.parse(
            """
            scripts:
              all:
                - text: Hello.
                  write: {path: a.txt, content: "A\\n"}
                  delay: 200ms
                  pace: 5ms
                  fail: {status: 429, retry-after: 2s, times: 3}
                  usage: {input: 1, cached: 2, output: 3}
                - do:
                    - shell: ls
                    - read: a.txt
                    - edit: {path: a.txt, old: A, new: B}
                    - call: {Task: {prompt: go}, "*_task": {}}
                  fail: stall
                - fail: {kind: stall, among: all}
              empty: []
            """);

    assertThat(scripts)
        .containsExactly(
            new Script(
                "all",
                List.of(
                    new Turn(
                        Duration.ofMillis(200),
                        Duration.ofMillis(5),
                        Optional.of(
                            new Failure(
                                new Fault.Status(429, Optional.of(Duration.ofSeconds(2))), 3)),
                        List.of(
                            new Part.Text("Hello."),
                            new Part.Act(new Action.Write("a.txt", "A\n"))),
                        Optional.of(new Usage(1, 2, 3))),
                    Turn.acts(
                            new Action.Shell("ls"),
                            new Action.Read("a.txt"),
                            new Action.Edit("a.txt", "A", "B"),
                            call())
                        .failing(new Fault.Stall(Optional.empty()), 1),
                    Turn.of().failingOnce(new Fault.Stall(Optional.empty())))),
            new Script("empty", List.of()));
  }

  private static Action call() {
    var choices = new java.util.LinkedHashMap<String, tools.jackson.databind.JsonNode>();
    choices.put("Task", Json.tree(Map.of("prompt", "go")));
    choices.put("*_task", Json.object());
    return new Action.Call(choices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500                             | Status[code=500, retryAfter=Optional.empty] | 1",
        "{status: 500, times: always}    | Status[code=500, retryAfter=Optional.empty] |"
            + " 2147483647",
        "hang                            | Hang[length=Optional.empty]                 | 1",
        "{kind: hang, for: 2s, times: 2} | Hang[length=Optional[PT2S]]                 | 2",
        "{kind: stall, for: 1m}          | Stall[length=Optional[PT1M]]                | 1",
        "refuse                          | Refuse[]                                    | 1",
        "drop                            | Drop[]                                      | 1",
        "malformed                       | Malformed[]                                 | 1",
      })
  void failures(String written, String fault, int times) {
    Failure failure =
        ScriptedModel.parse("scripts: {s: [{fail: " + written + "}]}")
            .getFirst()
            .turns()
            .getFirst()
            .failure()
            .orElseThrow();

    assertThat(failure.fault()).hasToString(fault);
    assertThat(failure.times()).isEqualTo(times);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "scripts: [                            | the script is not YAML",
        "\"\"                                  | the script: a map is needed",
        "turns: []                             | the script: 'turns' is unknown here",
        "scripts: {s: {}}                      | the script.scripts.s: a list is needed",
        "scripts: {'a b': []}                  | 'a b' cannot be the name of a script",
        "scripts: {s: [{texts: a}]}            | the script.scripts.s[0]: 'texts' is unknown here",
        "scripts: {s: [{text: 1}]}             | the script.scripts.s[0].text: a text is needed",
        "scripts: {s: [{delay: soon}]}         | the script.scripts.s[0].delay: a duration is",
        "scripts: {s: [{fail: often}]}         | the script.scripts.s[0].fail: 'often' is no"
            + " failure",
        "scripts: {s: [{fail: 200}]}           | an error has a status from 400 to 599, not 200",
        "scripts: {s: [{write: {path: a}}]}    | the script.scripts.s[0].write: 'content' is"
            + " missing",
        "scripts: {s: [{call: {}}]}            | the script.scripts.s[0].call: name at least one"
            + " tool",
        "scripts: {s: [{usage: {input: -1}}]}  | the script.scripts.s[0].usage.input: a whole"
            + " number",
      })
  void whatIsWrongIsNamedWithItsPlace(String yaml, String problem) {
    assertThatThrownBy(() -> ScriptedModel.parse(yaml))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void theExamplesOfTheDocumentationAreScripts() throws Exception {
    String page = Files.readString(Path.of("../docs/scripted-model.md"));

    List<String> examples =
        Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(each -> each.group(1))
            .toList();

    assertThat(examples)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(ScriptedModel.parse(each)).isNotEmpty());
  }
}

package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What a script wants, done with the tools of different coding tools. */
class ToolboxTest {
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private static Tool tool(String name, String... arguments) {
    var properties = Json.object();
    for (String argument : arguments) {
      properties.putObject(argument).put("type", "string");
    }
    return Tool.function(name, Json.object().set("properties", properties));
  }

  private static String choose(Action action, String said, Tool... tools) {
    Conversation conversation =
        new Conversation(
            "m", false, List.of(tools), said, List.of(new Entry.Said("go")), NOTHING, "");
    return new Toolbox(conversation)
        .choose(action)
        .map(choice -> choice.tool().fullName() + choice.arguments())
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write      | file_path | content",
        "write      | filePath  | content",
        "write_file | path      | content",
        "write_file | file_path | text",
      })
  void filesAreWrittenByWhateverTheToolIsCalled(String name, String path, String content) {
    assertThat(choose(new Action.Write("a.txt", "A"), "", tool(name, content, path)))
        .isEqualTo("%s{\"%s\":\"a.txt\",\"%s\":\"A\"}".formatted(name, path, content));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Primary working directory: /w/one",
        "The user works in: <cwd>/w/one</cwd>",
        "I'm currently working in the directory: /w/one.",
        "Current working directory: /w/one/",
      })
  void pathsAreAbsoluteWhereTheFolderIsKnown(String said) {
    assertThat(choose(new Action.Read("a.txt"), said, tool("Read", "file_path")))
        .isEqualTo("Read{\"file_path\":\"/w/one/a.txt\"}");
  }

  @Test
  void aPatchWritesWhereNothingElseDoes() {
    Tool patch = new Tool("apply_patch", true, "", NOTHING);

    assertThat(choose(new Action.Write("a.txt", "A\nB\n"), "", patch, tool("shell", "command")))
        .isEqualTo(
            "apply_patch\"*** Begin Patch\\n*** Add File: a.txt\\n+A\\n+B\\n*** End Patch\\n\"");
    assertThat(choose(new Action.Edit("a.txt", "A", "C"), "", patch))
        .contains("*** Update File: a.txt\\n@@\\n-A\\n+C\\n");
  }

  @Test
  void aShellDoesEverything(@TempDir Path folder) throws Exception {
    Tool shell = tool("exec_command", "cmd");
    for (Action action :
        List.of(
            new Action.Write("it's/a.txt", "A $x 'y'\n"),
            new Action.Edit("it's/a.txt", "$x '", "[\"\\"),
            new Action.Read("it's/a.txt"))) {
      String chosen = choose(action, "", shell);
      assertThat(chosen).startsWith("exec_command{");
      String command = Json.string(Json.read(chosen.substring("exec_command".length())), "cmd");
      Process process =
          new ProcessBuilder("bash", "-c", command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      if (action instanceof Action.Read) {
        assertThat(output).isEqualTo("A [\"\\y'\n");
      }
    }
  }

  @Test
  void aShellThatWantsAListOfWordsGetsOne() {
    Tool shell =
        Tool.function("shell", Json.read("{\"properties\": {\"command\": {\"type\": \"array\"}}}"));

    assertThat(choose(new Action.Shell("ls"), "", shell))
        .isEqualTo("shell{\"command\":[\"bash\",\"-c\",\"ls\"]}");
  }

  @Test
  void editsComeInAListWhereTheSchemaSaysSo() {
    Tool edit =
        Tool.function(
            "edit",
            Json.read(
                """
                {"properties": {"path": {}, "edits": {"type": "array", "items":
                  {"properties": {"oldText": {}, "newText": {}}}}}}\
                """));

    assertThat(choose(new Action.Edit("a", "x", "y"), "", edit))
        .isEqualTo("edit{\"path\":\"a\",\"edits\":[{\"oldText\":\"x\",\"newText\":\"y\"}]}");
  }

  @Test
  void aCallTakesTheFirstToolThatThereIs() {
    var choices = new LinkedHashMap<String, JsonNode>();
    choices.put("Missing", Json.tree(Map.of("a", 1)));
    choices.put("*__ask", Json.tree(Map.of("b", 2)));
    Tool grouped = new Tool("ask", false, "mcp__manyhands", NOTHING);

    assertThat(choose(new Action.Call(choices), "", tool("Bash"), grouped))
        .isEqualTo("mcp__manyhands__ask{\"b\":2}");
    assertThat(choose(new Action.Call(choices), "", tool("Bash"))).isEqualTo("none");
  }
}

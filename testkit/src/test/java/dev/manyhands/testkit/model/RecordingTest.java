package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** A session is recorded through the server, and given again without the provider. */
@ParameterizedClass
@CsvSource({
  "ANTHROPIC, false", "ANTHROPIC, true",
  "CHAT_COMPLETIONS, false", "CHAT_COMPLETIONS, true",
  "RESPONSES, false", "RESPONSES, true",
  "GEMINI, false", "GEMINI, true"
})
class RecordingTest {
  private final Provider provider;
  private final boolean streamed;

  RecordingTest(Provider provider, boolean streamed) {
    this.provider = provider;
    this.streamed = streamed;
  }

  @Test
  void aRecordingIsGivenAgain(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("session.jsonl");
    Script script =
        Script.of("s", Turn.acts(new Action.Shell("ls")), Turn.text("two"), Turn.text("three"));
    try (ScriptedModel upstream = ScriptedModel.start(script);
        ScriptedModel recording = ScriptedModel.record(0, upstream.anthropic(), file);
        Asker asker = new Asker(recording, provider, streamed)) {
      List<String> tools = List.of("Bash");
      assertThat(asker.ask(tools, "[[script:s]]").calls()).hasSize(1);
      assertThat(asker.ask(tools, "[[script:s]]", "one", "my key is a-very-secret-key").text())
          .isEqualTo("two");
      assertThat(asker.send(tools, "[[script:missing]]").statusCode()).isEqualTo(400);
    }

    assertThat(Files.readString(file))
        .contains("my key is removed")
        .doesNotContain("a-very-secret-key");

    try (ScriptedModel replay = ScriptedModel.replay(0, file);
        Asker asker = new Asker(replay, provider, streamed)) {
      List<String> tools = List.of("Bash");
      // An equal request is found wherever it is, another by how far it is.
      assertThat(asker.send(tools, "[[script:missing]]").statusCode()).isEqualTo(400);
      assertThat(asker.ask(tools, "today it is another day", "one", "go").text()).isEqualTo("two");
      assertThat(asker.ask(tools, "today it is another day").calls()).hasSize(1);
      assertThat(asker.send(tools, "[[script:s]]").statusCode()).isEqualTo(404);
    }
  }
}

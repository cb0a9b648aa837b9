package dev.manyhands.app.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.attempt.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
  private static final AttemptId ATTEMPT = new AttemptId(new TaskId("t"), 1);
  private static final AgentName CLAUDE = new AgentName("claude");

  @TempDir private Path root;
  private RunFolder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = new RunFolder(root);
    Files.createDirectories(folder.attempt(ATTEMPT));
  }

  private String of(AgentName agent) {
    return new LastWords(folder).of(ATTEMPT, agent);
  }

  @Test
  void whatAnAgentSaidOrDidLast() throws IOException {
    Files.writeString(folder.output(ATTEMPT), "> {\"type\":\"control_request\"}\n");
    assertThat(of(CLAUDE)).as("frames are not for people").isEmpty();

    Files.writeString(
        folder.transcript(ATTEMPT),
        """
        {"type":"said","text":"I look."}
        {"type":"tool-started","tool":"Read","target":"a.txt"}
        {"type":"consumed","inputTokens":1}
        {"type":"sai\
        """);
    assertThat(of(CLAUDE)).isEqualTo("Read a.txt");
  }

  @Test
  void whatAProgramPrintedLast() throws IOException {
    assertThat(of(AgentName.COMMAND)).isEmpty();
    Files.writeString(folder.output(ATTEMPT), "one\n{\"two\": 2}\n\n");
    assertThat(of(AgentName.COMMAND)).isEqualTo("{\"two\": 2}");
  }
}

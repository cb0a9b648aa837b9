package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.testkit.model.Entry.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.MissingNode;

/** Where a tool works, as it tells its model. */
class ConversationTest {
  private static String folder(String system, String text) {
    return new Conversation(
            "m", false, List.of(), system, List.of(new Said(text)), MissingNode.getInstance(), "")
        .folder()
        .orElse("");
  }

  @Test
  void aFolderEndsWhereTheSentenceDoes() {
    assertThat(folder("Working directory: /src/a\nPlatform: linux", "")).isEqualTo("/src/a");
    assertThat(folder("The working directory is /src/a. Go.", "")).isEqualTo("/src/a");
    assertThat(folder("", "<cwd>/src/a</cwd>")).isEqualTo("/src/a");
    assertThat(folder("I work.", "nowhere")).isEmpty();
  }

  @Test
  void aFolderMayHaveABlank(@TempDir Path temp) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("a lab/the repo"));

    assertThat(folder("Your working directory is " + folder + "; paths are relative.", ""))
        .isEqualTo(folder.toString());
    assertThat(folder("", "<cwd>" + folder + "</cwd>")).isEqualTo(folder.toString());
  }
}

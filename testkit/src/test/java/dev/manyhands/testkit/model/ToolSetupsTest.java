package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolSetupsTest {

  @Test
  void everyToolThatIsInstalledHasOne() throws Exception {
    List<String> installed =
        Files.readAllLines(Path.of("src/real-agents/versions")).stream()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(line -> line.substring(0, line.indexOf(' ')))
            .filter(name -> !name.equals("node"))
            .toList();

    assertThat(ToolSetups.all())
        .extracting(ToolSetup::tool)
        .containsExactlyInAnyOrderElementsOf(installed);
  }

  @Test
  void placeholdersAreFilled(@TempDir Path home) throws Exception {
    try (ScriptedModel model = ScriptedModel.start()) {
      for (ToolSetup setup : ToolSetups.all()) {
        setup.writeFiles(model, home);
        assertThat(setup.environment(model, home).values())
            .isNotEmpty()
            .noneMatch(value -> value.contains("{"));
        for (String file : setup.files().keySet()) {
          assertThat(Files.readString(home.resolve(file))).doesNotContain("{origin}", "{home}");
        }
        assertThat(setup.oneShot("hello", home).orElse(List.of("hello"))).contains("hello");
      }
    }
  }
}

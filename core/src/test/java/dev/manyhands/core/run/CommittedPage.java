package dev.manyhands.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that is generated, committed, and compared in every build. */
final class CommittedPage {
  private CommittedPage() {}

  /** Demands that the committed page says this; {@code -Dregenerate=true} writes it instead. */
  static void demand(String page, String text) throws IOException {
    Path file = root().resolve("docs").resolve(page);
    if (Boolean.getBoolean("regenerate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).exists();
    assertThat(Files.readString(file).lines())
        .as("docs/%s (if what has changed is right: ./mvnw test -Dregenerate=true)", page)
        .containsExactlyElementsOf(text.lines().toList());
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("the tests run outside the project");
      }
    }
    return folder;
  }
}

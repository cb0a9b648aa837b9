package dev.manyhands.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what is written with files that people have read and found good. With {@code
 * -Dgolden.update=true} the files are written anew, to be read again in the diff.
 */
public final class Golden {
  private static final String FOLDER = "src/test/resources/dev/manyhands/engine/report/golden";

  private Golden() {}

  /** Asserts that a text is what the file says. */
  public static void assertMatches(String name, String actual) {
    if (Boolean.getBoolean("golden.update")) {
      try {
        Files.createDirectories(Path.of(FOLDER));
        Files.writeString(Path.of(FOLDER, name), actual);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return;
    }
    assertThat(actual).isEqualTo(read(name));
  }

  private static String read(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("golden/" + name)) {
      assertThat(in).as("golden file %s", name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

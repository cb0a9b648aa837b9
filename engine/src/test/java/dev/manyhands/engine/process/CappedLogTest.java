package dev.manyhands.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CappedLogTest {
  private static final int HEAD = 10;
  private static final int TAIL = 7;

  @TempDir Path folder;

  private String logged(String text, int pieces) throws IOException {
    Path file = folder.resolve("log");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (CappedLog log = new CappedLog(file, HEAD, TAIL)) {
      for (int from = 0; from < bytes.length; from += pieces) {
        int length = Math.min(pieces, bytes.length - from);
        byte[] piece = new byte[pieces];
        System.arraycopy(bytes, from, piece, 0, length);
        log.write(piece, length);
      }
    }
    return Files.readString(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 100})
  void keepsTheBeginningAndTheEndHoweverItComes(int pieces) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int length = 0; length < 60; length++) {
      String all = text.toString();
      String expected =
          length <= HEAD + TAIL
              ? all
              : all.substring(0, HEAD)
                  + "\n[… %d bytes left out …]\n".formatted(length - HEAD - TAIL)
                  + all.substring(length - TAIL);

      assertThat(logged(all, pieces)).isEqualTo(expected);

      text.append((char) ('a' + length % 26));
    }
    assertThat(IntStream.range(0, 60)).hasSize(text.length());
  }
}

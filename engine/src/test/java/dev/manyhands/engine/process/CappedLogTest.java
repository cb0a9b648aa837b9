package dev.manyhands.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  @ParameterizedTest
  @ValueSource(ints = {1, 4_095, 4_096, 4_097, 8_192, 30_000})
  void theEndGrowsWithWhatIsWritten(int pieces) throws IOException {
    int tail = 20_000;
    for (int length : new int[] {0, 4_096, 4_097, 12_345, tail, tail + 1, 3 * tail + 5}) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) ('a' + i % 23);
      }
      Path file = folder.resolve("long");
      try (CappedLog log = new CappedLog(file, 0, tail)) {
        for (int from = 0; from < length; from += pieces) {
          int part = Math.min(pieces, length - from);
          log.write(Arrays.copyOfRange(bytes, from, from + part), part);
        }
      }
      String all = new String(bytes, StandardCharsets.US_ASCII);
      String end = all.substring(Math.max(0, length - tail));
      assertThat(Files.readString(file)).endsWith(end).hasSizeLessThan(tail + 60);
      assertThat(Files.readString(file).equals(all)).isEqualTo(length <= tail);
    }
  }
}

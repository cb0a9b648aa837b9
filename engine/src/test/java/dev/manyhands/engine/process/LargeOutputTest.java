package dev.manyhands.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a program prints, memory and disk stay bounded, and its beginning and end are kept. */
@Timeout(30)
class LargeOutputTest {
  private static final long MOST_BYTES = 34L << 20;

  @TempDir Path folder;

  /** Supervises a line of the shell in a Java of its own, with little memory. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
      Shell shell = Shell.in(Path.of("").toAbsolutePath());
      ProgramEnd end =
          new Supervisor(Duration.ofMillis(200)).run(shell.line(arguments[0]), _ -> {});
      System.out.println(end);
    }
  }

  private String supervise(String line) throws Exception {
    Process child = ChildJvm.start(Main.class, "-Xmx12m", Map.of(), folder, line);
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).isZero();
    return said.strip();
  }

  private String log(long at, int length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(Shell.in(folder).log().toFile(), "r")) {
      file.seek(at < 0 ? file.length() + at : at);
      byte[] bytes = new byte[length];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Test
  void manyLines() throws Exception {
    String said =
        supervise(
            "echo first; yes 'a line like all the others' | head -c 300000000; echo; echo last");

    assertThat(said).isEqualTo("Exited[code=0, lastLine=last]");
    assertThat(Files.size(Shell.in(folder).log())).isBetween(32L << 20, MOST_BYTES);
    assertThat(log(0, 6)).isEqualTo("first\n");
    assertThat(log(-5, 5)).isEqualTo("last\n");
    assertThat(log(32L << 20, 40)).matches("(?s)\n\\[… [0-9,.\u00a0]+ bytes left out …\\]\n.*");
  }

  @Test
  void aSingleLine() throws Exception {
    String said = supervise("head -c 100000000 /dev/zero | tr '\\0' x");

    assertThat(said).matches("Exited\\[code=0, lastLine=x{100,400}\\]");
    assertThat(Files.size(Shell.in(folder).log())).isLessThan(MOST_BYTES);
  }
}

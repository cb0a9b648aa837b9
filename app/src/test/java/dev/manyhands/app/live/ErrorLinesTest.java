package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorLinesTest {
  private final List<String> lines = new ArrayList<>();
  private final PrintStream out =
      new PrintStream(
          new ErrorLines(StandardCharsets.UTF_8, lines::add), true, StandardCharsets.UTF_8);

  @Test
  void passesOnWholeLines() {
    out.print("one, ünïcödé");
    assertThat(lines).isEmpty();

    out.println();
    out.print("two\nthree\n\n");
    assertThat(lines).containsExactly("one, ünïcödé", "two", "three", "");
  }

  @Test
  void aLastLineNeedsNoEnd() {
    out.print("no end");
    out.close();
    out.close();

    assertThat(lines).containsExactly("no end");
  }

  @Test
  void aLineCannotGrowForEver() {
    out.print("x".repeat(100_000));

    assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.length() <= 16 * 1024);
  }
}

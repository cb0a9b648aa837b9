package dev.manyhands.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffNamesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a/x b/x, x",
        "a/a b b/a b, a b",
        "a/b/a b/b/a, b/a",
        "`\"a/\\303\\244\" \"b/\\303\\244\"`, ä",
        "a, ``",
      })
  void findsTheNameInAHeader(String header, String name) {
    assertThat(DiffNames.ofHeader(header)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "plain, plain",
        "`\"with \\\"quotes\\\" and \\\\\"`, `with \"quotes\" and \\`",
        "`\"\\346\\226\\207.txt\"`, 文.txt",
        "`\"\\1\"`, 1",
        "`\"open`, ope",
        "`\"`, ``",
        "`\"\\`, ``",
      })
  void takesQuotesAway(String quoted, String name) {
    assertThat(DiffNames.unquoted(quoted)).isEqualTo(name);
  }
}

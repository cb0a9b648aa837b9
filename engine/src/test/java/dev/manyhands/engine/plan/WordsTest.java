package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static final List<String> KNOWN =
      List.of("id", "title", "timeout", "checkTimeout", "onConflict", "passEnv", "check");

  @ParameterizedTest
  @CsvSource({
    "tiemout, timeout",
    "timeot, timeout",
    "timeoutt, timeout",
    "Timeout, timeout",
    "on-conflict, onConflict",
    "on_conflict, onConflict",
    "chekc, check",
    "check_time_out, checkTimeout",
    "pasEnv, passEnv",
    "ib, id"
  })
  void findsTheWordThatWasMeant(String word, String meant) {
    assertThat(Words.nearest(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"budget", "''", "xyz", "files"})
  void findsNoneThatDiffersMuch(String word) {
    assertThat(Words.nearest(word, KNOWN)).isEmpty();
  }

  @Test
  void showsNothingThatMovesTheCursor() {
    assertThat(Words.quote("a\n\t\u001b[2J\u202e\u2028é😀"))
        .isEqualTo("'a\\n\\t\\u001B[2J\\u202E\\u2028é😀'");
  }

  @Test
  void shortensWhatNobodyWouldRead() {
    assertThat(Words.shorten("😀".repeat(41))).isEqualTo("😀".repeat(40) + "…");
    assertThat(Words.first(Collections.nCopies(23, "a"), ", ")).endsWith("a, a, 3 more");
  }
}

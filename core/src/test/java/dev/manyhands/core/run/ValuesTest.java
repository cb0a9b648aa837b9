package dev.manyhands.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void usageAddsUp() {
    Usage one = new Usage(1, 20, new BigDecimal("0.10"));
    Usage two = new Usage(300, 4_000, new BigDecimal("0.025"));

    assertThat(one.plus(two)).isEqualTo(new Usage(301, 4_020, new BigDecimal("0.125")));
    assertThat(one.plus(Usage.NONE)).isEqualTo(one);
  }

  @Test
  void usageIsNeverNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Usage(-1, 0, BigDecimal.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new Usage(0, -1, BigDecimal.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new Usage(0, 0, new BigDecimal("-0.01")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "2026-01-02-abc", "x1-y2-z3"})
  void runIdsFitForABranchAndAFolder(String good) {
    assertThat(new RunId(good)).hasToString(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "a--b", "A", "a.b", "a/b", "a b", "ä", "a\n"})
  void otherRunIdsAreRefused(String bad) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RunId(bad));
  }

  @Test
  void runIdsAreNotTooLongForAFolder() {
    assertThat(new RunId("a".repeat(100)).value()).hasSize(100);
    assertThatIllegalArgumentException().isThrownBy(() -> new RunId("a".repeat(101)));
  }

  @Test
  void objectIdsAreSha1OrSha256() {
    assertThat(new CommitId("0123456789abcdef".repeat(4)).abbreviated()).isEqualTo("0123456789ab");
    assertThat(new TreeId("a".repeat(40))).hasToString("a".repeat(40));
    for (String bad : new String[] {"", "a".repeat(39), "a".repeat(41), "A".repeat(40), "HEAD"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CommitId(bad));
      assertThatIllegalArgumentException().isThrownBy(() -> new TreeId(bad));
    }
  }

  @Test
  void attemptsAreNumberedFromOne() {
    assertThat(Things.attempt("a/1")).hasToString("a/1");
    assertThatIllegalArgumentException().isThrownBy(() -> new AttemptId(Things.id("a"), 0));
  }

  @Test
  void onlyTheMergeQueueSaysConflictAndRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttemptEnd.without(Outcome.CONFLICT, "x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttemptEnd.without(Outcome.REJECTED, "x"));
  }

  @Test
  void aSuccessHasASnapshot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttemptEnd.without(Outcome.SUCCEEDED, ""));
  }

  @Test
  void wordsAreThoseOfTheReport() {
    assertThat(Outcome.TIMED_OUT.word()).isEqualTo("timed-out");
    assertThat(RunStatus.PARTIAL.word()).isEqualTo("partial");
  }
}

package dev.manyhands.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void cutsAtTheEndsOfLines() {
    assertThat(Excerpt.head("one\ntwo\nthree", 9)).isEqualTo(new Excerpt("one\ntwo\n", false));
    assertThat(Excerpt.tail("one\ntwo\nthree", 9)).isEqualTo(new Excerpt("two\nthree", false));
    assertThat(Excerpt.tail("one\ntwo\nthree", 8)).isEqualTo(new Excerpt("three", false));
  }

  @Test
  void keepsWhatFits() {
    assertThat(Excerpt.head("one\n", 4)).isEqualTo(new Excerpt("one\n", true));
    assertThat(Excerpt.tail("one\n", 4)).isEqualTo(new Excerpt("one\n", true));
    assertThat(Excerpt.head("", 0)).isEqualTo(Excerpt.NONE);
  }

  @Test
  void doesNotCutACharacterInTwo() {
    assertThat(Excerpt.head("a\uD83D\uDE42b", 2).text()).isEqualTo("a");
    assertThat(Excerpt.tail("a\uD83D\uDE42b", 2).text()).isEqualTo("\uD83D\uDE42b");
  }

  @Test
  void readsNoMoreThanItNeeds() throws IOException {
    Reader endless =
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) {
            java.util.Arrays.fill(buffer, offset, offset + length, 'x');
            return length;
          }

          @Override
          public void close() {}
        };

    assertThat(Excerpt.read(endless, 100_000).text()).hasSize(100_000);
    assertThat(Excerpt.read(new StringReader("all"), 3)).isEqualTo(new Excerpt("all", true));
  }
}

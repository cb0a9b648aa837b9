package dev.manyhands.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
  private static final Prices.Tokens MILLION_EACH =
      new Prices.Tokens(1_000_000, 1_000_000, 1_000_000, 1_000_000);

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5-20250929, 22.05",
    "anthropic/claude-opus-4-5, 36.75",
    "claude-opus-4-1-20250805, 110.25",
    "gpt-5-mini, 2.525",
    "gpt-5.1-codex, 12.625",
    "gemini-2.5-flash-lite, 0.61"
  })
  void theFirstLineThatMatchesCounts(String model, String cost) {
    assertThat(Prices.standard().knows(model)).isTrue();
    assertThat(Prices.standard().cost(model, MILLION_EACH)).isEqualByComparingTo(cost);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "llama3",
        "gpt-5x",
        "gpt-5.4-pro",
        "claude-opus-9",
        "claude-sonnet-5",
        "gpt-4o-audio",
        "gemini-2.5-flash-image"
      })
  void aModelWithoutALineHasNoPriceAndNotThatOfAnother(String model) {
    assertThat(Prices.standard().knows(model)).isFalse();
    assertThat(Prices.standard().cost(model, MILLION_EACH)).isZero();
  }

  @Test
  void theUsersOwnPricesWin(@TempDir Path folder) throws Exception {
    Path own = folder.resolve("prices.txt");
    Files.writeString(own, "# mine\nclaude-sonnet* 1 0 0 2\n");
    Prices prices = Prices.withOwn(own);
    assertThat(prices.cost("claude-sonnet-4-5", new Prices.Tokens(500_000, 9, 9, 250_000)))
        .isEqualByComparingTo("1");
    assertThat(prices.cost("gpt-5-nano", MILLION_EACH)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"gpt 1 2", "gpt a b c d", "gpt 1 2 3 -4"})
  void aMalformedLineIsNamed(String line, @TempDir Path folder) throws Exception {
    Path own = Files.writeString(folder.resolve("prices.txt"), "\n" + line + "\n");
    assertThatThrownBy(() -> Prices.withOwn(own))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining("prices.txt:2")
        .hasMessageContaining(line);
  }
}

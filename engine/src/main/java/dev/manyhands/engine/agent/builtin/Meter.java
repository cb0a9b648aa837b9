package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.agent.Prices;
import org.jspecify.annotations.Nullable;

/** Adds up what a session consumes. Input is all input, read from a cache or not. */
final class Meter {
  private final Prices prices;
  private final String model;
  private Usage total = Usage.NONE;
  private long latestTokens;

  Meter(Prices prices, String model) {
    this.prices = prices;
    this.model = model;
  }

  /** Adds one call; returns the total. */
  Usage add(@Nullable TokenUsage usage) {
    if (usage == null) {
      return total;
    }
    long input = count(usage.inputTokenCount());
    long output = count(usage.outputTokenCount());
    Prices.Tokens tokens =
        switch (usage) {
          // Anthropic counts what comes from its cache, and what goes there, by itself.
          case AnthropicTokenUsage u ->
              new Prices.Tokens(
                  input,
                  count(u.cacheReadInputTokens()),
                  count(u.cacheCreationInputTokens()),
                  output);
          case OpenAiTokenUsage u when u.inputTokensDetails() != null ->
              of(input, count(u.inputTokensDetails().cachedTokens()), output);
          case GoogleAiGeminiTokenUsage u -> of(input, count(u.cachedContentTokenCount()), output);
          default -> of(input, 0, output);
        };
    latestTokens = tokens.input() + tokens.cached() + tokens.written() + output;
    total =
        total.plus(
            new Usage(
                tokens.input() + tokens.cached() + tokens.written(),
                output,
                prices.cost(model, tokens)));
    return total;
  }

  private static Prices.Tokens of(long input, long cached, long output) {
    return new Prices.Tokens(Math.max(0, input - cached), Math.min(input, cached), 0, output);
  }

  /** Returns how long the conversation was in the latest call; 0 when that is not known. */
  long latestTokens() {
    return latestTokens;
  }

  private static long count(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}

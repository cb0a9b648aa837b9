package dev.manyhands.core.plan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What may be consumed at the most.
 *
 * @param tokensOrNull input and output tokens together; null for no limit
 * @param costOrNull US dollars; null for no limit
 */
public record Budget(@Nullable Long tokensOrNull, @Nullable BigDecimal costOrNull) {
  /** No limit. */
  public static final Budget UNLIMITED = new Budget(null, null);

  public Budget {
    if (tokensOrNull != null && tokensOrNull <= 0) {
      throw new IllegalArgumentException("tokens must be above 0");
    }
    if (costOrNull != null && costOrNull.signum() <= 0) {
      throw new IllegalArgumentException("cost must be above 0");
    }
  }

  /** Returns the limit of tokens. */
  public OptionalLong tokens() {
    return tokensOrNull == null ? OptionalLong.empty() : OptionalLong.of(tokensOrNull);
  }

  /** Returns the limit of costs, in US dollars. */
  public Optional<BigDecimal> cost() {
    return Optional.ofNullable(costOrNull);
  }
}

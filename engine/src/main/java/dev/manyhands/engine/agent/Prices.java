package dev.manyhands.engine.agent;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What models cost. For tools that say how many tokens they used but not what that cost.
 *
 * <p>A table has a line for each kind of model: a pattern of its name in which {@code *} stands for
 * anything, and US dollars per million tokens of input, of input read from a cache, of input
 * written to a cache, and of output. The first line that matches counts. Lines that begin with
 * {@code #} say things to people.
 */
public final class Prices {
  private static final String TABLE = "prices.txt";

  private final List<Line> lines;

  /** By the names of models, of which there are few. */
  private final Map<String, Optional<Line>> found = new ConcurrentHashMap<>();

  private Prices(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  private record Line(
      Pattern model, BigDecimal input, BigDecimal cached, BigDecimal written, BigDecimal output) {}

  /**
   * Tokens of one kind of model, each counted once.
   *
   * @param input neither read from a cache nor written to one
   * @param cached input that was read from a cache
   * @param written input that was written to a cache
   */
  public record Tokens(long input, long cached, long written, long output) {}

  /**
   * Reads the prices that come with Manyhands, and those of the user, which win.
   *
   * @param own may be missing
   * @throws ManyhandsException if the user's file is malformed (CONFIG)
   */
  public static Prices withOwn(Path own) {
    List<Line> lines = new ArrayList<>();
    if (Files.isRegularFile(own)) {
      try {
        lines.addAll(parse(own.toString(), Files.readString(own)));
      } catch (IOException e) {
        throw ManyhandsException.external(
            "the prices in %s cannot be read: %s".formatted(own, e.getMessage()), "", e);
      }
    }
    lines.addAll(parse(TABLE, standardTable()));
    return new Prices(lines);
  }

  /** Returns the prices that come with Manyhands. */
  public static Prices standard() {
    return new Prices(parse(TABLE, standardTable()));
  }

  private static String standardTable() {
    try (InputStream in = Prices.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(TABLE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Line> parse(String source, String text) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split("\\s+", -1);
      try {
        if (words.length != 5) {
          throw new NumberFormatException();
        }
        lines.add(
            new Line(
                pattern(words[0]),
                price(words[1]),
                price(words[2]),
                price(words[3]),
                price(words[4])));
      } catch (NumberFormatException e) {
        throw new ManyhandsException(
            ManyhandsException.Kind.CONFIG,
            "%s:%d is no line of prices: %s".formatted(source, number, line.strip()),
            "write: MODEL INPUT CACHED WRITTEN OUTPUT, in US dollars per million tokens",
            e);
      }
    }
    return lines;
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E", Pattern.CASE_INSENSITIVE);
  }

  private static BigDecimal price(String text) {
    BigDecimal price = new BigDecimal(text);
    if (price.signum() < 0) {
      throw new NumberFormatException();
    }
    return price;
  }

  /**
   * Returns what tokens cost.
   *
   * @param model its name; what stands before a slash does not count
   * @return US dollars; 0 when the model {@linkplain #knows is not known}
   */
  public BigDecimal cost(String model, Tokens tokens) {
    return found
        .computeIfAbsent(model, this::find)
        .map(
            line ->
                times(line.input(), tokens.input())
                    .add(times(line.cached(), tokens.cached()))
                    .add(times(line.written(), tokens.written()))
                    .add(times(line.output(), tokens.output()))
                    .scaleByPowerOfTen(-6)
                    .stripTrailingZeros())
        .orElse(BigDecimal.ZERO);
  }

  /** Says whether a model has a price. Without one, what it costs is not known: it is not free. */
  public boolean knows(String model) {
    return found.computeIfAbsent(model, this::find).isPresent();
  }

  /** Returns what to say of a model that has no price. */
  public static String unknown(String model) {
    return "the price of %s is not known, so its cost is left out: give it in %s"
        .formatted(model.isBlank() ? "its model" : model, TABLE);
  }

  private Optional<Line> find(String fullName) {
    String model = fullName.substring(fullName.lastIndexOf('/') + 1);
    return lines.stream().filter(line -> line.model().matcher(model).matches()).findFirst();
  }

  private static BigDecimal times(BigDecimal price, long tokens) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }
}

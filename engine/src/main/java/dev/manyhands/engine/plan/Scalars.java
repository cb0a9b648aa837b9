package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads texts and whole numbers.
 *
 * <p>Each method adds a problem when it returns nothing. What it reads has a name in problems:
 * {@code 'title'}, or {@code an item of 'files'}.
 */
final class Scalars {
  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

  private Scalars() {}

  /** Returns a text; numbers and booleans have to be quoted to be one. */
  static Optional<Located<String>> text(String what, YamlNode node, Problems problems) {
    if (node instanceof Scalar scalar) {
      if (scalar.kind() == Kind.TEXT) {
        return Optional.of(new Located<>(scalar.at(), scalar.value()));
      }
      String help =
          scalar.kind() == Kind.NULL
              ? "write a text"
              : "write \"%s\"".formatted(Words.shorten(scalar.value()));
      return wrong(what, node, help, problems);
    }
    return wrong(what, node, "write a text", problems);
  }

  /** Returns a text, or a number as it is written. */
  static Optional<Located<String>> word(String what, YamlNode node, Problems problems) {
    if (node instanceof Scalar(Position at, String value, Kind kind)
        && (kind == Kind.INTEGER || kind == Kind.DECIMAL)) {
      return Optional.of(new Located<>(at, value));
    }
    return text(what, node, problems);
  }

  /** Returns a text of one line that can be shown anywhere. */
  static Optional<Located<String>> line(Located<String> text, String what, int most, Problems all) {
    String value = text.value();
    if (value.isBlank()) {
      all.add(text.at(), "%s is empty; write a text, or remove the key".formatted(what));
      return Optional.empty();
    }
    if (value.codePointCount(0, value.length()) > most) {
      all.add(text.at(), "%s is longer than %d characters; shorten it".formatted(what, most));
      return Optional.empty();
    }
    Optional<Integer> odd = value.codePoints().filter(c -> !Words.isPlain(c)).boxed().findFirst();
    odd.ifPresent(
        c ->
            all.add(
                text.at(),
                "%s contains the control character U+%04X; write one plain line"
                    .formatted(what, c)));
    return odd.isPresent() ? Optional.empty() : Optional.of(text);
  }

  /** Returns true or false. */
  static Optional<Boolean> flag(String what, YamlNode node, Problems problems) {
    if (node instanceof Scalar(Position _, String value, Kind kind) && kind == Kind.BOOLEAN) {
      return Optional.of(Boolean.parseBoolean(value));
    }
    return wrong(what, node, "write true or false", problems);
  }

  /** Returns a whole number. */
  static Optional<Integer> integer(
      String what, YamlNode node, int least, int most, Problems problems) {
    if (node instanceof Scalar(Position _, String value, Kind kind)
        && kind == Kind.INTEGER
        && DIGITS.matcher(value).matches()
        && Integer.parseInt(value) >= least
        && Integer.parseInt(value) <= most) {
      return Optional.of(Integer.parseInt(value));
    }
    String help =
        node instanceof Scalar(Position _, String value, Kind kind)
                && kind == Kind.TEXT
                && DIGITS.matcher(value).matches()
            ? "write %s, without quotes".formatted(value)
            : "write a whole number from %d to %d".formatted(least, most);
    return wrong(what, node, help, problems);
  }

  /** Adds a problem that says what stands there and what would be right. */
  static <T> Optional<T> wrong(String what, YamlNode node, String help, Problems problems) {
    problems.add(node.at(), "%s is %s; %s".formatted(what, node.describe(), help));
    return Optional.empty();
  }
}

package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import dev.manyhands.engine.plan.YamlNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads commands, checks and setups: a list of arguments, or a text for {@code sh -c}. */
final class Programs {
  /** Linux starts no program with a longer argument. */
  static final int LONGEST_ARGUMENT = 128 * 1024 - 1;

  private Programs() {}

  /** Returns a program and its arguments, or nothing after adding a problem. */
  static Optional<List<String>> read(String what, YamlNode node, Problems problems) {
    if (node instanceof Sequence(Position at, List<YamlNode> items)) {
      return list(what, at, items, problems);
    }
    if (node instanceof Scalar scalar && scalar.kind() == Kind.TEXT) {
      if (scalar.value().isBlank()) {
        return empty(what, scalar.at(), problems);
      }
      return argument(what, scalar, problems).map(script -> List.of("sh", "-c", script));
    }
    String help = "write a command in quotes, or a list such as [\"make\", \"test\"]";
    return Scalars.wrong(what, node, help, problems);
  }

  private static Optional<List<String>> list(
      String what, Position at, List<YamlNode> items, Problems problems) {
    List<String> argv = new ArrayList<>();
    for (YamlNode item : items) {
      argument("an item of " + what, item, problems).ifPresent(argv::add);
    }
    if (argv.size() < items.size()) {
      return Optional.empty();
    }
    return argv.isEmpty() || argv.getFirst().isBlank()
        ? empty(what, at, problems)
        : Optional.of(argv);
  }

  private static Optional<String> argument(String what, YamlNode node, Problems problems) {
    Optional<Located<String>> text = Scalars.text(what, node, problems);
    if (text.isPresent()
        && text.get().value().getBytes(StandardCharsets.UTF_8).length > LONGEST_ARGUMENT) {
      problems.add(
          node.at(),
          "%s is longer than the 128 KiB that a program can be given; put it in a file"
              .formatted(what));
      return Optional.empty();
    }
    return text.map(Located::value);
  }

  private static Optional<List<String>> empty(String what, Position at, Problems problems) {
    problems.add(at, "%s is empty; name a program, such as [\"make\", \"test\"]".formatted(what));
    return Optional.empty();
  }
}

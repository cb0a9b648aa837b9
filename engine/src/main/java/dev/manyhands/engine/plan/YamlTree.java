package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tree of nodes that grows event by event, within bounds.
 *
 * <p>Methods that return a boolean say whether reading can go on; if not, they have added the
 * problem.
 */
final class YamlTree {
  static final int DEEPEST = 50;

  /** What all aliases together may add to the text: far beyond use, far below harm. */
  private static final long MOST_ALIASED = 16L << 20;

  /** What a node weighs beside its text. */
  private static final long NODE = 32;

  /** A node that an alias can name. */
  private record Anchored(YamlNode node, long weight) {}

  private final Problems problems;
  private final Deque<YamlBuilder> open = new ArrayDeque<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private @Nullable YamlNode root;
  private boolean documentSeen;
  private long aliased;

  YamlTree(Problems problems) {
    this.problems = problems;
  }

  Optional<YamlNode> root() {
    return Optional.ofNullable(root);
  }

  boolean startDocument(Position at) {
    if (documentSeen) {
      problems.add(at, "a second document begins here; a plan is one document, so remove '---'");
      return false;
    }
    documentSeen = true;
    return true;
  }

  boolean scalar(Scalar scalar, Optional<String> anchor, boolean merges) {
    put(scalar, anchor, NODE + scalar.value().length(), merges);
    return true;
  }

  boolean open(Position at, Optional<String> anchor, boolean mapping) {
    if (open.size() == DEEPEST) {
      problems.add(at, "this is nested more than %d levels deep".formatted(DEEPEST));
      return false;
    }
    open.push(
        mapping
            ? new YamlBuilder.OfMapping(at, anchor, problems)
            : new YamlBuilder.OfSequence(at, anchor));
    return true;
  }

  boolean close() {
    YamlBuilder done = open.pop();
    put(done.build(), done.anchor(), NODE + done.weight(), false);
    return true;
  }

  boolean alias(Position at, String name) {
    if (open.stream().anyMatch(outer -> outer.anchor().filter(name::equals).isPresent())) {
      problems.add(at, "the alias %s stands inside what it names".formatted(Words.quote(name)));
      return false;
    }
    Anchored target = anchors.get(name);
    if (target == null) {
      problems.add(
          at,
          () ->
              "no anchor '&%s' stands above%s"
                  .formatted(
                      Words.shorten(name),
                      Words.nearest(name, anchors.keySet())
                          .map("; did you mean '*%s'?"::formatted)
                          .orElse("; put a text that begins with '*' in quotes")));
      // Reading goes on with something in its place.
      put(new Scalar(at, "*" + name, Kind.TEXT), Optional.empty(), NODE, false);
      return true;
    }
    aliased += target.weight();
    if (aliased > MOST_ALIASED) {
      problems.add(at, "the aliases up to here repeat more than 16 MiB; write less, or no aliases");
      return false;
    }
    put(target.node().movedTo(at), Optional.empty(), target.weight(), false);
    return true;
  }

  private void put(YamlNode node, Optional<String> anchor, long weight, boolean merges) {
    anchor.ifPresent(name -> anchors.put(name, new Anchored(node, weight)));
    YamlBuilder parent = open.peek();
    if (parent == null) {
      root = node;
    } else {
      parent.add(node, weight, merges);
    }
  }
}

package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Makes a tree of a YAML or JSON text.
 *
 * <p>Works on the library's events and not on its nodes, because depth and aliases have to be
 * bounded while the tree grows: the library's own composer recurses.
 */
final class YamlParser {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(2 * PlanText.MOST_BYTES).build();
  private static final ScalarResolver CORE = new CoreSchema().getScalarResolver();

  private final Lines lines;
  private final Problems problems;
  private final YamlTree tree;
  private Position last = Position.START;

  private YamlParser(String text, Problems problems) {
    this.lines = Lines.of(text);
    this.problems = problems;
    this.tree = new YamlTree(problems);
  }

  /** Returns the text's one value, or nothing after adding the problem that ended the reading. */
  static Optional<YamlNode> parse(String text, Problems problems) {
    return new YamlParser(text, problems).parse(text);
  }

  private Optional<YamlNode> parse(String text) {
    ParserImpl events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    while (true) {
      Optional<Event> event = next(events);
      if (event.isEmpty() || !accept(event.get())) {
        return Optional.empty();
      }
      if (event.get().getEventId() == Event.ID.StreamEnd) {
        return tree.root();
      }
    }
  }

  /** Returns the library's next event, or nothing after adding the problem that it found. */
  private Optional<Event> next(ParserImpl events) {
    try {
      return Optional.of(events.next());
    } catch (MarkedYamlEngineException e) {
      YamlSyntax syntax = YamlSyntax.of(e);
      problems.add(lines.at(syntax.offset()), syntax.message());
    } catch (YamlVersionException e) {
      problems.add(last, "this version of YAML is not known; remove the line '%YAML'");
    } catch (RuntimeException e) {
      // The library lets other exceptions escape: a NumberFormatException for "\UFFFFFFFF".
      problems.add(
          last, "what follows is not YAML: " + Words.shorten(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  /** Returns whether reading can go on. */
  private boolean accept(Event event) {
    Position at = event.getStartMark().map(Mark::getIndex).map(lines::at).orElse(last);
    last = at;
    return switch (event.getEventId()) {
      case StreamStart, StreamEnd, DocumentEnd, Comment -> true;
      case DocumentStart -> tree.startDocument(at);
      case Alias -> tree.alias(at, ((AliasEvent) event).getAlias().getValue());
      case Scalar -> {
        ScalarEvent scalar = (ScalarEvent) event;
        boolean merges = scalar.isPlain() && scalar.getValue().equals("<<");
        yield tree.scalar(scalar(at, scalar), anchor(scalar), merges);
      }
      case SequenceStart, MappingStart -> {
        CollectionStartEvent start = (CollectionStartEvent) event;
        start.getTag().ifPresent(tag -> refuseTag(at, tag));
        yield tree.open(at, anchor(start), start instanceof MappingStartEvent);
      }
      case SequenceEnd, MappingEnd -> tree.close();
    };
  }

  private static Optional<String> anchor(NodeEvent event) {
    return event.getAnchor().map(anchor -> anchor.getValue());
  }

  private Scalar scalar(Position at, ScalarEvent event) {
    String value = event.getValue();
    value
        .codePoints()
        .filter(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
        .findFirst()
        .ifPresent(
            c ->
                problems.add(
                    at,
                    "the text contains U+%04X, which no file or program can be given; remove it"
                        .formatted(c)));
    boolean isText = event.getTag().filter(Tag.STR.getValue()::equals).isPresent();
    if (!isText) {
      event.getTag().ifPresent(tag -> refuseTag(at, tag));
    }
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    return new Scalar(at, value, plain && !isText ? kind(CORE.resolve(value, true)) : Kind.TEXT);
  }

  private static Kind kind(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return Kind.INTEGER;
    }
    if (tag.equals(Tag.FLOAT)) {
      return Kind.DECIMAL;
    }
    if (tag.equals(Tag.BOOL)) {
      return Kind.BOOLEAN;
    }
    return tag.equals(Tag.NULL) ? Kind.NULL : Kind.TEXT;
  }

  private void refuseTag(Position at, String tag) {
    problems.add(
        at,
        "a plan has no tags such as '%s'; remove it, and put a text that begins with '!' in quotes"
            .formatted(Words.shorten(tag.replace(Tag.PREFIX, "!!"))));
  }
}

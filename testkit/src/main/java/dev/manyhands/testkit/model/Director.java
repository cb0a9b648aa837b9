package dev.manyhands.testkit.model;

import dev.manyhands.testkit.model.Conversation.Marker;
import dev.manyhands.testkit.model.Reply.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * Decides from a conversation what comes next in it. All it remembers is how often each turn of a
 * conversation has failed.
 */
final class Director {
  /** What tools ask a model for on their own account, beside the conversation. */
  private static final Pattern ASIDE =
      Pattern.compile(
          "(?i)\\btitles?\\b|\\btopic\\b|summari[sz]e|next_speaker|immediately preceding");

  private final Map<String, Script> scripts = new LinkedHashMap<>();
  private final Optional<Script> fallback;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  Director(List<Script> scripts) {
    scripts.forEach(script -> this.scripts.put(script.name(), script));
    this.fallback = scripts.stream().findFirst();
  }

  /** What comes next. */
  sealed interface Cue {
    /**
     * A turn of a script.
     *
     * @param fault how it fails this time, if it does
     */
    record Play(String script, int index, Turn turn, Optional<Fault> fault, Reply reply)
        implements Cue {}

    /** The answer to what a tool asks beside the conversation. */
    record Aside(Reply reply) implements Cue {}

    /** The conversation names a script that there is none of. */
    record Unknown(String script) implements Cue {}
  }

  Cue next(Conversation conversation) {
    Optional<Marker> marker = conversation.marker();
    boolean toolless = conversation.tools().isEmpty();
    if (toolless && (marker.isEmpty() || isAside(conversation))) {
      return aside(conversation);
    }
    Optional<Script> script =
        marker.isEmpty() ? fallback : marker.map(Marker::script).map(scripts::get);
    if (script.isEmpty()) {
      return new Cue.Unknown(marker.map(Marker::script).orElse("the first"));
    }
    int index = conversation.answersSince(marker.map(Marker::entry).orElse(0));
    Turn turn = script.get().turn(index);
    if (toolless && !answers(turn, conversation)) {
      return aside(conversation);
    }
    String place =
        String.join(
            "\n",
            script.get().name(),
            Integer.toString(index),
            conversation.session(),
            marker.map(each -> said(conversation, each)).orElse(""));
    return new Cue.Play(
        script.get().name(),
        index,
        turn,
        turn.failure()
            .filter(
                failure ->
                    switch (failure.among()) {
                      case ONE_CONVERSATION -> stillFails(place, failure);
                      case ALL_CONVERSATIONS ->
                          stillFails(script.get().name() + "\n" + index, failure);
                    })
            .map(Failure::fault),
        reply(conversation, turn));
  }

  private static String said(Conversation conversation, Marker marker) {
    return marker.entry() < conversation.entries().size()
            && conversation.entries().get(marker.entry()) instanceof Entry.Said(String text)
        ? text
        : marker.text();
  }

  private boolean stillFails(String place, Failure failure) {
    return failures.merge(place, 1, Integer::sum) <= failure.times();
  }

  private static boolean isAside(Conversation conversation) {
    return ASIDE.matcher(conversation.system()).find()
        || ASIDE.matcher(conversation.lastSaid()).find();
  }

  /** Returns whether a turn can be the answer to a request without tools. */
  private static boolean answers(Turn turn, Conversation conversation) {
    if (turn.acts()) {
      return false;
    }
    if (!conversation.answerSchema().isObject()) {
      return true;
    }
    try {
      return turn.parts().stream()
          .allMatch(part -> part instanceof Part.Text(String text) && Json.read(text).isObject());
    } catch (JacksonException e) {
      return false;
    }
  }

  private static Cue aside(Conversation conversation) {
    String text =
        conversation.answerSchema().isObject()
            ? Json.text(SampleJson.of(conversation.answerSchema()))
            : SampleJson.TEXT;
    List<Piece> pieces = List.of(new Piece.Text(text));
    return new Cue.Aside(
        new Reply(id(), conversation.model(), pieces, estimate(conversation, pieces)));
  }

  private static Reply reply(Conversation conversation, Turn turn) {
    Toolbox toolbox = new Toolbox(conversation);
    String id = id();
    List<Piece> pieces = new ArrayList<>();
    for (Part part : turn.parts()) {
      pieces.add(
          switch (part) {
            case Part.Text(String text) -> new Piece.Text(text);
            case Part.Act(Action action) ->
                toolbox
                    .choose(action)
                    .<Piece>map(
                        choice ->
                            new Piece.Use(
                                id + "_" + pieces.size(), choice.tool(), choice.arguments()))
                    .orElseGet(() -> lacking(action, conversation));
          });
    }
    Usage usage = turn.usage().orElseGet(() -> estimate(conversation, pieces));
    return new Reply(id, conversation.model(), pieces, usage);
  }

  private static Piece lacking(Action action, Conversation conversation) {
    return new Piece.Text(
        "The script wants %s, and none of the tools offered does that: %s"
            .formatted(action, conversation.tools().stream().map(Tool::fullName).toList()));
  }

  /** Counts a token for every four letters, as the usual rule of thumb has it. */
  private static Usage estimate(Conversation conversation, List<Piece> pieces) {
    long input = conversation.system().length();
    for (Entry entry : conversation.entries()) {
      if (entry instanceof Entry.Said(String text)) {
        input += text.length();
      }
    }
    long output = 0;
    for (Piece piece : pieces) {
      output +=
          switch (piece) {
            case Piece.Text(String text) -> text.length();
            case Piece.Use use -> use.written().length();
          };
    }
    return new Usage(input / 4 + 1, 0, output / 4 + 1);
  }

  private static String id() {
    return "%016x".formatted(RandomGenerator.getDefault().nextLong());
  }
}

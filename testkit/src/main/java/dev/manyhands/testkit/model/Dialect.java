package dev.manyhands.testkit.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of requests and answers of one provider's interface. */
sealed interface Dialect permits Anthropic, ChatCompletions, Gemini, Responses {

  /** One of each. */
  List<Dialect> ALL =
      List.of(new Anthropic(), new ChatCompletions(), new Responses(), new Gemini());

  /** Returns whether a request is one for the model. */
  boolean accepts(Incoming incoming);

  Conversation read(Incoming incoming);

  /** Returns the whole answer as one value. */
  ObjectNode whole(Reply reply);

  /** Returns the frames of a streamed answer, in their order; each ends with an empty line. */
  List<String> frames(Reply reply);

  /** Returns the body of an error. */
  ObjectNode error(int status, String message, Optional<Duration> retryAfter);

  /** Returns the one that a request speaks. */
  static Optional<Dialect> of(Incoming incoming) {
    return ALL.stream().filter(each -> each.accepts(incoming)).findFirst();
  }

  /** Returns a frame of an event stream. */
  static String frame(JsonNode data) {
    return "data: " + Json.text(data) + "\n\n";
  }

  /** Returns a frame whose event is named by the member {@code type}. */
  static String named(JsonNode data) {
    return "event: " + Json.string(data, "type") + "\n" + frame(data);
  }

  /** Returns whether a message that says nothing still stands between two answers. */
  static boolean isReply(List<Entry> before) {
    return !before.isEmpty() && before.getLast() instanceof Entry.Answered;
  }

  /** Returns a text, or the texts of a list of parts that have one. */
  static String texts(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder texts = new StringBuilder();
    for (JsonNode part : content) {
      String text = Json.string(part, "text");
      if (!text.isEmpty()) {
        texts.append(texts.isEmpty() ? "" : "\n").append(text);
      }
    }
    return texts.toString();
  }
}

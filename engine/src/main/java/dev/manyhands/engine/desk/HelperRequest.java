package dev.manyhands.engine.desk;

import dev.manyhands.core.ManyhandsException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a program of a subagent asks for: one line of JSON. */
public sealed interface HelperRequest {

  /**
   * Asks somebody, and waits for the answer.
   *
   * @param fallbackOrNull the answer when nobody gives one in time
   * @param patienceOrNull how long to wait; null for what the plan says
   */
  record Ask(String question, @Nullable String fallbackOrNull, @Nullable Duration patienceOrNull)
      implements HelperRequest {}

  /** Writes a line into the notes that all subagents of the run share. */
  record Note(String text) implements HelperRequest {}

  /** Reads those notes. */
  record Notes() implements HelperRequest {}

  /** Hands in the structured result. */
  record Result(String json) implements HelperRequest {}

  /** Returns it as a line, without its end. */
  default String line(String token) {
    ObjectNode node = JsonMapper.shared().createObjectNode().put("token", token);
    switch (this) {
      case Ask ask -> {
        node.put("do", "ask").put("text", ask.question());
        if (ask.fallbackOrNull() != null) {
          node.put("default", ask.fallbackOrNull());
        }
        if (ask.patienceOrNull() != null) {
          node.put("patienceMs", ask.patienceOrNull().toMillis());
        }
      }
      case Note note -> node.put("do", "note").put("text", note.text());
      case Notes _ -> node.put("do", "notes");
      case Result result -> node.put("do", "result").put("text", result.json());
    }
    return node.toString();
  }

  /**
   * A request, and the token of whoever makes it.
   *
   * @param token says for which attempt it is made
   */
  record Signed(String token, HelperRequest request) {
    /**
     * Reads a line.
     *
     * @throws ManyhandsException of kind USAGE if it is none
     */
    static Signed parse(String line) {
      JsonNode node;
      try {
        node = JsonMapper.shared().readTree(line);
      } catch (JacksonException e) {
        throw ManyhandsException.usage("this is no JSON: " + e.getOriginalMessage(), "");
      }
      String text = node.path("text").stringValue("");
      HelperRequest request =
          switch (node.path("do").stringValue("")) {
            case "ask" ->
                new Ask(
                    text,
                    node.path("default").stringValue(null),
                    node.has("patienceMs")
                        ? Duration.ofMillis(Math.max(1, node.path("patienceMs").longValue(1)))
                        : null);
            case "note" -> new Note(text);
            case "notes" -> new Notes();
            case "result" -> new Result(text);
            default -> throw ManyhandsException.usage("nobody knows what is asked for", "");
          };
      return new Signed(node.path("token").stringValue(""), request);
    }
  }
}

package dev.manyhands.testkit.model;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the server answers, before a dialect gives it its form.
 *
 * @param id letters and digits, of no other reply
 */
record Reply(String id, String model, List<Piece> pieces, Usage usage) {
  Reply {
    pieces = List.copyOf(pieces);
  }

  /** A text, or the use of a tool. */
  sealed interface Piece {
    record Text(String text) implements Piece {}

    /**
     * A tool is asked for.
     *
     * @param arguments an object, or a text for a free-form tool
     */
    record Use(String id, Tool tool, JsonNode arguments) implements Piece {
      /** Returns the arguments as a dialect's text. */
      String written() {
        return arguments.isString() ? arguments.stringValue() : Json.text(arguments);
      }
    }
  }

  boolean asks() {
    return pieces.stream().anyMatch(Piece.Use.class::isInstance);
  }

  /** Returns a text in pieces of a few letters, as a model streams it. */
  static List<String> chunks(String text) {
    List<String> chunks = new java.util.ArrayList<>();
    int size = Math.max(24, text.length() / 16);
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + size);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to++;
      }
      chunks.add(text.substring(from, to));
      from = to;
    }
    return chunks;
  }
}

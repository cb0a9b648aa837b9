package dev.manyhands.app.http;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;

/** What is sent back. */
sealed interface Answer {

  /** A JSON document. */
  record Json(int status, JsonNode body) implements Answer {}

  /** Nothing, which is all there is. */
  record Nothing() implements Answer {}

  /**
   * Something that is written piece by piece.
   *
   * @param type its media type
   */
  record Stream(String type, Writer writer) implements Answer {}

  /** Writes a body; the first byte settles that the request succeeded. */
  @FunctionalInterface
  interface Writer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  static Answer ok(JsonNode body) {
    return new Json(200, body);
  }
}

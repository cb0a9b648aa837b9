package dev.manyhands.testkit.model;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The way back to whoever asked. */
final class Wire {
  private final HttpExchange exchange;

  Wire(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /** Sends a whole answer. */
  void json(int status, Map<String, String> headers, JsonNode body) throws IOException {
    byte[] bytes = Json.text(body).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = begin(status, "application/json", headers, bytes.length)) {
      out.write(bytes);
    }
  }

  /** Sends headers that promise so many bytes. */
  OutputStream begin(int status, String type, Map<String, String> headers, long length)
      throws IOException {
    exchange.getResponseHeaders().set("content-type", type);
    headers.forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || length == 0 ? -1 : length);
    return head || length == 0 ? OutputStream.nullOutputStream() : exchange.getResponseBody();
  }

  /** Sends headers before an answer of unknown length. */
  OutputStream beginStream(int status, String type, Map<String, String> headers)
      throws IOException {
    exchange.getResponseHeaders().set("content-type", type);
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, 0);
    return exchange.getResponseBody();
  }
}

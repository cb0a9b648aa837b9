package dev.manyhands.testkit.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads a request and has it answered. An exception ends the connection. */
final class ModelHandler implements HttpHandler {
  private final Answers answers;

  ModelHandler(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] raw = exchange.getRequestBody().readAllBytes();
    Wire wire = new Wire(exchange);
    String encoding =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("content-encoding")).orElse("");
    byte[] plain = encoding.equals("gzip") ? unzipped(raw) : raw;
    JsonNode body;
    try {
      body = plain.length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(plain);
    } catch (JacksonException e) {
      wire.json(
          400,
          Map.of(),
          ChatCompletions.openAiError(400, "the body is not JSON: " + e.getOriginalMessage()));
      return;
    }
    Incoming incoming =
        new Incoming(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
            exchange.getRequestHeaders(),
            body);
    try {
      answers.answer(incoming, plain, wire);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server was closed", e);
    }
    exchange.close();
  }

  private static byte[] unzipped(byte[] raw) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      return in.readAllBytes();
    }
  }
}

package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a request was not carried out, as RFC 9457 has it: the one place that knows both the kinds of
 * errors and the numbers of HTTP.
 *
 * @param detail what happened, and to what
 * @param hint what to do next; may be empty
 */
record Problem(int status, Kind kind, String detail, String hint) {
  static final String TYPE = "application/problem+json";

  static Problem of(ManyhandsException e) {
    return new Problem(status(e.kind()), e.kind(), Objects.toString(e.getMessage()), e.hint());
  }

  private static int status(Kind kind) {
    return switch (kind) {
      case USAGE -> 400;
      case CONFLICT -> 409;
      case CONFIG -> 422;
      case BUG -> 500;
      case EXTERNAL -> 503;
    };
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "The request is wrong";
      case 401 -> "The token is missing or wrong";
      case 403 -> "Not from here";
      case 404 -> "There is no such thing";
      case 405 -> "Not with this method";
      case 409 -> "The state does not allow it";
      case 413 -> "Too large";
      case 422 -> "The plan or configuration is wrong";
      case 503 -> "Something outside is missing or broken";
      default -> "A bug in Manyhands";
    };
  }

  ObjectNode json() {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("type", "urn:manyhands:problem:" + word());
    node.put("title", title(status)).put("status", status).put("kind", word());
    node.put("detail", detail);
    if (!hint.isEmpty()) {
      node.put("hint", hint);
    }
    return node;
  }

  private String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Returns what a client throws that gets this. */
  ManyhandsException exception() {
    return new ManyhandsException(kind, detail, hint);
  }

  /** Reads the document of an answer with this status. */
  static Problem read(int status, String body) {
    JsonNode node;
    try {
      node = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      node = JsonMapper.shared().createObjectNode();
    }
    String word = node.path("kind").stringValue("external");
    Kind kind = Kind.EXTERNAL;
    for (Kind known : Kind.values()) {
      kind = known.name().equalsIgnoreCase(word) ? known : kind;
    }
    String detail = node.path("detail").stringValue("the engine answered " + status);
    return new Problem(status, kind, detail, node.path("hint").stringValue(""));
  }
}

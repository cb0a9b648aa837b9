package dev.manyhands.app.http;

import com.sun.net.httpserver.HttpExchange;
import dev.manyhands.engine.plan.DurationText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request: its arguments, each checked when it is asked for. */
final class Call {
  /** The largest body, in bytes. */
  static final int MOST_BYTES = 1 << 20;

  /** The largest body in the form in which plans are stored: each task has every default. */
  static final int MOST_STORED_BYTES = 32 << 20;

  private final HttpExchange exchange;
  private final Map<String, String> path;
  private final Map<String, List<String>> query;
  private final String body;

  private Call(
      HttpExchange exchange,
      Map<String, String> path,
      Map<String, List<String>> query,
      String body) {
    this.exchange = exchange;
    this.path = path;
    this.query = query;
    this.body = body;
  }

  /** Reads a request, all of it. */
  static Call read(HttpExchange exchange, Route route, Map<String, String> path)
      throws IOException {
    Map<String, List<String>> query = query(exchange.getRequestURI().getRawQuery());
    Set<String> known = Set.copyOf(route.query().stream().map(Route.Parameter::name).toList());
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        throw Refusal.usage(
            "there is no parameter '%s' here".formatted(shorten(name)),
            known.isEmpty()
                ? ""
                : "there are: " + String.join(", ", known.stream().sorted().toList()));
      }
    }
    return new Call(exchange, path, query, body(exchange));
  }

  private static String body(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    boolean stored = Documents.PLAN.equals(type) || Documents.TASKS.equals(type);
    int most = stored ? MOST_STORED_BYTES : MOST_BYTES;
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    // What says its size is refused before it is read.
    if (length != null && (length.length() > 18 || Long.parseLong(length) > most)) {
      throw tooLarge(most);
    }
    try (InputStream in = exchange.getRequestBody()) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw tooLarge(most);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.usage("the body is not UTF-8", "send it as UTF-8");
    }
  }

  private static Refusal tooLarge(int most) {
    return Refusal.of(413, "the body is larger than %d MiB".formatted(most >> 20), "");
  }

  private static Map<String, List<String>> query(@Nullable String rawOrNull) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (rawOrNull == null || rawOrNull.isEmpty()) {
      return query;
    }
    for (String pair : rawOrNull.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
    }
    return query;
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("the address has a wrong escape: " + shorten(text), "");
    }
  }

  /** Returns at most so much of a text as a message can hold. */
  static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** Returns a variable of the path. */
  String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }

  /** Returns a parameter; the last one when it is given more than once. */
  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getLast);
  }

  /** Returns every value of a parameter. */
  List<String> texts(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** Returns whether a parameter says so: {@code true}, {@code false}, or nothing for true. */
  boolean flag(String name, boolean otherwise) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    return switch (value.get().toLowerCase(Locale.ROOT)) {
      case "", "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, value.get(), "true or false");
    };
  }

  long number(String name, long least, long most, long otherwise) {
    return text(name).map(value -> number(name, value, least, most)).orElse(otherwise);
  }

  static long number(String name, String value, long least, long most) {
    if (value.matches("\\d{1,18}")) {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw wrong(name, value, "a number from %d to %d".formatted(least, most));
  }

  /** Returns how long to wait; what is longer than this most is cut. */
  Duration duration(String name, Duration most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return Duration.ZERO;
    }
    Duration asked =
        DurationText.parse(value.get())
            .orElseThrow(() -> wrong(name, value.get(), "a duration such as 30s"));
    return asked.compareTo(most) < 0 ? asked : most;
  }

  /** Returns a folder of this machine. */
  Optional<Path> folder(String name) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path folder = Path.of(value.get());
      if (folder.isAbsolute()) {
        return Optional.of(folder.normalize());
      }
    } catch (InvalidPathException e) {
      // Told below.
    }
    throw wrong(name, value.get(), "an absolute path");
  }

  static Refusal wrong(String name, String value, String right) {
    return Refusal.usage("%s is '%s'".formatted(name, shorten(value)), "write " + right);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** Says whether the client would like this media type. */
  boolean accepts(String type) {
    return exchange.getRequestHeaders().getOrDefault("Accept", List.of()).stream()
        .anyMatch(accepted -> accepted.toLowerCase(Locale.ROOT).contains(type));
  }

  /** Returns the media type of the body, without parameters; empty when there is none. */
  String type() {
    String type = header("Content-Type").orElse("");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  String body() {
    return body;
  }

  /** Returns the body, which is a JSON object with no fields but those of the route. */
  Fields fields(Route.Body described) {
    if (body.isBlank()) {
      return new Fields(JsonMapper.shared().createObjectNode(), described);
    }
    try {
      JsonNode node = JsonMapper.shared().readTree(body);
      if (node.isObject()) {
        return new Fields(node, described);
      }
    } catch (JacksonException e) {
      throw Refusal.usage("the body is not JSON: " + shorten(e.getOriginalMessage()), "");
    }
    throw Refusal.usage("the body is not a JSON object", "");
  }
}

package dev.manyhands.app.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One thing that can be asked over HTTP: what the server does, and what the OpenAPI document says.
 *
 * @param path below the prefix of the API; parts in braces are variables
 * @param id what programs call it
 * @param query parameters that it takes beside the path; every other one is refused
 * @param body what it takes in the body
 * @param answers media types of what it returns
 */
record Route(
    String method,
    String path,
    String id,
    String summary,
    List<Parameter> query,
    Optional<Body> body,
    List<String> answers,
    Handler handler) {
  static final String JSON = "application/json";

  /** What is as good when it is done twice. */
  private static final Set<String> REPEATABLE =
      Set.of("stopEngine", "clean", "carryRun", "stopRun", "cancelRun", "cancelTask", "landRun");

  Route {
    query = List.copyOf(query);
    answers = List.copyOf(answers);
  }

  /**
   * A parameter of the query.
   *
   * @param type of JSON Schema
   */
  record Parameter(String name, String type, String description) {}

  /**
   * What a request carries.
   *
   * @param types media types; empty when any text will do
   * @param fields of a JSON object: names and descriptions
   */
  record Body(String description, List<String> types, Map<String, Field> fields) {
    Body {
      types = List.copyOf(types);
      fields = new TreeMap<>(fields);
    }
  }

  /**
   * A field of a body.
   *
   * @param type of JSON Schema
   */
  record Field(String type, boolean required, String description) {}

  /** Carries out a request. */
  @FunctionalInterface
  interface Handler {
    Answer handle(Call call) throws InterruptedException;
  }

  static Route get(String path, String id, String summary, Handler handler, Parameter... query) {
    return new Route(
        "GET", path, id, summary, List.of(query), Optional.empty(), List.of(JSON), handler);
  }

  static Route post(String path, String id, String summary, Handler handler, Parameter... query) {
    return new Route(
        "POST", path, id, summary, List.of(query), Optional.empty(), List.of(JSON), handler);
  }

  static Route delete(String path, String id, String summary, Handler handler, Parameter... query) {
    return new Route(
        "DELETE", path, id, summary, List.of(query), Optional.empty(), List.of(JSON), handler);
  }

  /** Returns the same route with a JSON object as its body. */
  Route taking(Map<String, Field> fields) {
    return taking(new Body("", List.of(JSON), fields));
  }

  Route taking(Body other) {
    return new Route(method, path, id, summary, query, Optional.of(other), answers, handler);
  }

  Route returning(String... types) {
    return new Route(method, path, id, summary, query, body, List.of(types), handler);
  }

  /** Says whether doing it twice makes a difference. */
  boolean creates() {
    return method.equals("POST") && !REPEATABLE.contains(id);
  }

  List<String> segments() {
    return List.of(path.substring(1).split("/"));
  }

  static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }
}

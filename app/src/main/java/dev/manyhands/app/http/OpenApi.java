package dev.manyhands.app.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes the routes as OpenAPI 3.1 has it. */
final class OpenApi {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private OpenApi() {}

  static ObjectNode document(List<Route> routes) {
    ObjectNode root = RunViews.object().put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Manyhands")
        .put("version", "1")
        .put("description", "Runs coding tasks as background subagents.");
    root.putArray("servers").addObject().put("url", Routes.PREFIX);
    root.putArray("security").addObject().putArray("token");
    ObjectNode paths = root.putObject("paths");
    routes.forEach(route -> operation(route, paths));
    ObjectNode components = root.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    ObjectNode problem = components.putObject("schemas").putObject("Problem");
    problem.put("type", "object");
    ObjectNode properties = problem.putObject("properties");
    for (String text : List.of("type", "title", "detail", "hint", "kind")) {
      properties.putObject(text).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
    return root;
  }

  private static void operation(Route route, ObjectNode paths) {
    ObjectNode path = paths.withObjectProperty(route.path());
    ObjectNode operation = path.putObject(route.method().toLowerCase(Locale.ROOT));
    operation.put("operationId", route.id()).put("summary", route.summary());
    ArrayNode parameters = operation.putArray("parameters");
    Matcher variables = VARIABLE.matcher(route.path());
    while (variables.find()) {
      parameter(parameters, variables.group(1), "path", "string", "").put("required", true);
    }
    for (Route.Parameter query : route.query()) {
      parameter(parameters, query.name(), "query", query.type(), query.description());
    }
    if (route.creates()) {
      parameter(
          parameters,
          "Idempotency-Key",
          "header",
          "string",
          "Sent again with the same key within a day, the request is not carried out again.");
    }
    route.body().ifPresent(body -> body(operation.putObject("requestBody"), body));
    ObjectNode responses = operation.putObject("responses");
    ObjectNode good = responses.putObject("2XX").put("description", route.summary());
    ObjectNode content = good.putObject("content");
    route.answers().forEach(content::putObject);
    responses
        .putObject("default")
        .put("description", "Why it was not carried out.")
        .putObject("content")
        .putObject(Problem.TYPE)
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  private static ObjectNode parameter(
      ArrayNode parameters, String name, String in, String type, String description) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    if (!description.isEmpty()) {
      parameter.put("description", description);
    }
    parameter.putObject("schema").put("type", type);
    return parameter;
  }

  private static void body(ObjectNode node, Route.Body body) {
    node.put("description", body.description());
    ObjectNode content = node.putObject("content");
    for (String type : body.types()) {
      ObjectNode schema = content.putObject(type).putObject("schema");
      if (body.fields().isEmpty()) {
        continue;
      }
      schema.put("type", "object").put("additionalProperties", false);
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = schema.putArray("required");
      for (Map.Entry<String, Route.Field> field : body.fields().entrySet()) {
        properties
            .putObject(field.getKey())
            .put("type", field.getValue().type())
            .put("description", field.getValue().description());
        if (field.getValue().required()) {
          required.add(field.getKey());
        }
      }
    }
  }
}

package dev.manyhands.app.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is told about the tools: the resource {@code tools.json}. There, {@code "$name"} stands for
 * a schema that several have in common, and what every answer carries is left out.
 */
final class Descriptions {
  private final JsonNode all = resource("tools.json");

  /** Reads one of the resources beside this class. */
  static JsonNode resource(String name) {
    try (InputStream in = Descriptions.class.getResourceAsStream(name)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what a client is told when it connects. */
  String instructions() {
    return paragraphs(all.required("instructions"));
  }

  private JsonNode tool(String name) {
    return all.required("tools").required(name);
  }

  String title(String tool) {
    return tool(tool).required("title").stringValue();
  }

  String description(String tool) {
    return paragraphs(tool(tool).required("description"));
  }

  boolean hint(String tool, String name) {
    return tool(tool).required("annotations").required(name).booleanValue();
  }

  ObjectNode input(String tool) {
    return (ObjectNode) resolve(tool(tool).required("inputSchema"));
  }

  ObjectNode output(String tool) {
    ObjectNode schema = (ObjectNode) resolve(tool(tool).required("outputSchema"));
    schema.withArray("required").add("cursor").add("finished_since");
    ObjectNode properties = schema.withObject("properties");
    properties.putObject("run").putArray("type").add("string").add("null");
    for (String common : new String[] {"cursor", "finished_since", "questions"}) {
      properties.set(common, all.required("shared").required(common));
    }
    return schema;
  }

  private JsonNode resolve(JsonNode node) {
    if (node.isString() && node.stringValue().startsWith("$")) {
      return all.required("shared").required(node.stringValue().substring(1));
    }
    if (node.isObject()) {
      ObjectNode copy = JsonMapper.shared().createObjectNode();
      node.properties().forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue())));
      return copy;
    }
    if (node.isArray()) {
      return JsonMapper.shared()
          .createArrayNode()
          .addAll(StreamSupport.stream(node.spliterator(), false).map(this::resolve).toList());
    }
    return node;
  }

  static String paragraphs(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(JsonNode::stringValue)
        .collect(Collectors.joining("\n\n"));
  }
}

package dev.manyhands.testkit.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** The setups of the coding tools that are known to work against a scripted model. */
public final class ToolSetups {
  private static final String FILE = "tool-setups.yaml";

  private ToolSetups() {}

  /** Returns all, in the order of their file. */
  public static List<ToolSetup> all() {
    List<ToolSetup> setups = new ArrayList<>();
    tree().properties().forEach(each -> setups.add(setup(each.getKey(), each.getValue())));
    return setups;
  }

  /** Returns the one of a tool; {@link NoSuchElementException} when it is not known. */
  public static ToolSetup of(String tool) {
    return all().stream()
        .filter(each -> each.tool().equals(tool))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no setup of '" + tool + "' is known"));
  }

  private static JsonNode tree() {
    try (InputStream in = ToolSetups.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return Json.tree(
          new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ToolSetup setup(String tool, JsonNode node) {
    return new ToolSetup(
        tool,
        texts(node.path("environment")),
        texts(node.path("files")),
        arguments(node, "one-shot"),
        arguments(node, "live"),
        arguments(node, "acp"));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(each -> texts.put(each.getKey(), each.getValue().stringValue()));
    return texts;
  }

  private static Optional<List<String>> arguments(JsonNode node, String kind) {
    return node.has(kind)
        ? Optional.of(node.path(kind).valueStream().map(JsonNode::stringValue).toList())
        : Optional.empty();
  }
}

package dev.manyhands.app.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Texts that show a main agent a way of working: the resource {@code prompts.json}. In a text,
 * {@code {name}} is the argument, <code>{name?text}</code> the text when there is none, and {@code
 * {name: text}} the text with the argument in place of its braces, or nothing.
 */
final class PromptTexts {
  private static final Pattern HOLE =
      Pattern.compile("\\{(\\w+)(?:\\?([^{}]*)|: ((?:[^{}]|\\{})*))?}");

  private PromptTexts() {}

  /** A prompt. */
  record Prompt(
      String name, String title, String description, List<Argument> arguments, String text) {
    /**
     * Returns the text for these arguments.
     *
     * @param given by name; what is missing or empty is left out
     */
    String with(Map<String, ?> given) {
      Matcher holes = HOLE.matcher(text);
      return holes.replaceAll(
          hole -> {
            String value = Objects.toString(given.get(hole.group(1)), "").strip();
            String instead = Optional.ofNullable(hole.group(2)).orElse("");
            String around = Optional.ofNullable(hole.group(3)).orElse("{}");
            String filled = value.isEmpty() ? instead : around.replace("{}", value);
            return Matcher.quoteReplacement(
                !value.isEmpty() && hole.group(3) != null ? " " + filled : filled);
          });
    }
  }

  /** Something that a prompt can be told. */
  record Argument(String name, String description, boolean required) {}

  static List<Prompt> all() {
    List<Prompt> prompts = new ArrayList<>();
    Descriptions.resource("prompts.json")
        .properties()
        .forEach(
            entry -> {
              JsonNode node = entry.getValue();
              prompts.add(
                  new Prompt(
                      entry.getKey(),
                      node.required("title").stringValue(),
                      node.required("description").stringValue(),
                      stream(node.required("arguments"))
                          .map(
                              argument ->
                                  new Argument(
                                      argument.required("name").stringValue(),
                                      argument.required("description").stringValue(),
                                      argument.required("required").booleanValue()))
                          .toList(),
                      stream(node.required("text"))
                          .map(JsonNode::stringValue)
                          .collect(Collectors.joining("\n"))));
            });
    return prompts;
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}

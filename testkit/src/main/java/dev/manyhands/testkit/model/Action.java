package dev.manyhands.testkit.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** What a script wants done, whatever the tool that asks calls it. */
public sealed interface Action {

  /** Makes or replaces a file; a relative path belongs to the tool's working directory. */
  record Write(String path, String content) implements Action {}

  /** Reads a file. */
  record Read(String path) implements Action {}

  /** Replaces a text that occurs once in a file. */
  record Edit(String path, String old, String replacement) implements Action {}

  /** Runs a shell command. */
  record Shell(String command) implements Action {}

  /**
   * Calls a tool by its own name.
   *
   * @param choices arguments by tool name; the first whose name the request offers is taken. A name
   *     that begins with {@code *} stands for every name with that ending
   */
  record Call(SequencedMap<String, JsonNode> choices) implements Action {
    public Call {
      choices = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(choices));
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("a call needs the name of a tool");
      }
    }

    /** Returns a call of the one tool of that name. */
    public static Call of(String name, Map<String, ?> arguments) {
      SequencedMap<String, JsonNode> choices = new LinkedHashMap<>();
      choices.put(name, Json.tree(arguments));
      return new Call(choices);
    }

    List<String> names() {
      return new ArrayList<>(choices.keySet());
    }
  }
}

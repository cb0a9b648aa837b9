package dev.manyhands.testkit.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a request says, whatever its dialect.
 *
 * @param system the instructions; empty when there are none
 * @param answerSchema the JSON Schema that the answer's text must have; a missing node when none
 * @param session what tells conversations with equal texts apart; empty when nothing does
 */
record Conversation(
    String model,
    boolean streamed,
    List<Tool> tools,
    String system,
    List<Entry> entries,
    JsonNode answerSchema,
    String session) {
  private static final Pattern MARKER =
      Pattern.compile("\\[\\[script:([A-Za-z0-9_.-]+)(?:#[^\\]]*)?\\]\\]");
  private static final Pattern FOLDER =
      Pattern.compile(
          "(?i)(?:working directory|working in the directory|<cwd>)[^/\\n]{0,40}(/[^\\n<>`\"']*)");

  /** Where a script begins: the last marker that was said, else one in the instructions. */
  record Marker(String script, String text, int entry) {}

  Conversation {
    tools = List.copyOf(tools);
    entries = List.copyOf(entries);
  }

  Optional<Marker> marker() {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i) instanceof Entry.Said(String text)) {
        Optional<Marker> found = marker(text, i);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return marker(system, 0);
  }

  private static Optional<Marker> marker(String text, int entry) {
    Matcher matcher = MARKER.matcher(text);
    Optional<Marker> last = Optional.empty();
    while (matcher.find()) {
      last = Optional.of(new Marker(matcher.group(1), matcher.group(), entry));
    }
    return last;
  }

  /** Returns how often the model has answered from an entry on; pieces of one answer are one. */
  int answersSince(int entry) {
    int answers = 0;
    boolean answering = false;
    for (Entry each : entries.subList(entry, entries.size())) {
      boolean answered = each instanceof Entry.Answered;
      if (answered && !answering) {
        answers++;
      }
      answering = answered;
    }
    return answers;
  }

  /** Returns what was said last, or the empty string. */
  String lastSaid() {
    return entries.reversed().stream()
        .flatMap(each -> each instanceof Entry.Said(String text) ? Stream.of(text) : Stream.empty())
        .findFirst()
        .orElse("");
  }

  /** Returns the tool's working directory, where it tells the model. */
  Optional<String> folder() {
    Matcher inSystem = FOLDER.matcher(system);
    if (inSystem.find()) {
      return Optional.of(stripped(inSystem.group(1)));
    }
    for (Entry entry : entries) {
      if (entry instanceof Entry.Said(String text)) {
        Matcher matcher = FOLDER.matcher(text);
        if (matcher.find()) {
          return Optional.of(stripped(matcher.group(1)));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns a path without what comes behind it: words, and what ends a sentence or a folder. Where
   * it ends that has a blank in it, only the file system can tell.
   */
  private static String stripped(String text) {
    for (int end = text.length(); end > 0; end = text.lastIndexOf(' ', end - 1)) {
      String path = withoutEnd(text.substring(0, end));
      if (path.contains(" ") && Files.isDirectory(Path.of(path))) {
        return path;
      }
    }
    return withoutEnd(text.split("\\s", 2)[0]);
  }

  private static String withoutEnd(String path) {
    return path.replaceFirst("[.,;:)/]+$", "");
  }
}

package dev.manyhands.app.mcp;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.attempt.RunFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a subagent that is at work said or did last. */
record LastWords(RunFolder folder) {
  private static final int TAIL = 4096;
  private static final int LONGEST = 160;

  /**
   * Returns it; empty when nothing is known.
   *
   * @param agent the one at work: only what a program prints is for people, an agent's output is
   *     its protocol
   */
  String of(AttemptId attempt, AgentName agent) {
    for (String line : tail(folder.transcript(attempt)).reversed()) {
      String said = said(line);
      if (!said.isEmpty()) {
        return said;
      }
    }
    if (!agent.equals(AgentName.COMMAND)) {
      return "";
    }
    for (String line : tail(folder.output(attempt)).reversed()) {
      if (!line.isBlank()) {
        return line;
      }
    }
    return "";
  }

  private static String said(String line) {
    try {
      JsonNode event = JsonMapper.shared().readTree(line);
      return switch (event.path("type").stringValue("")) {
        case "said" -> event.path("text").stringValue("");
        case "tool-started" ->
            "%s %s"
                .formatted(
                    event.path("tool").stringValue(""), event.path("target").stringValue(""));
        default -> "";
      };
    } catch (JacksonException e) {
      return ""; // Cut at its beginning, or not written to its end.
    }
  }

  private static List<String> tail(Path path) {
    if (!Files.isRegularFile(path)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long start = Math.max(0, file.length() - TAIL);
      file.seek(start);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of(); // Removed meanwhile; it is only a hint.
    }
  }

  /** Returns a text as one short line. */
  static String oneLine(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+|\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}

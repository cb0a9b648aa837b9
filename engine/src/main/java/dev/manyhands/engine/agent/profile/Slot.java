package dev.manyhands.engine.agent.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A place in a template that is filled in, written {@code {word}}. */
public enum Slot {
  /** What the helper is told in this turn. */
  PROMPT,
  /** The model that is wanted; without a value when the tool chooses. */
  MODEL,
  /** The session to go on with; without a value in the first turn. */
  SESSION,
  /** The working directory. */
  WORKSPACE,
  /** A folder of the attempt's own, outside the workspace. */
  FOLDER,
  /** What a definition adds to the tool's own instructions. */
  SYSTEM,
  /** The tools that a definition allows, with commas between. */
  TOOLS,
  /** The JSON Schema of the result. */
  SCHEMA,
  /** A file with the JSON Schema of the result. */
  SCHEMA_FILE,
  /** The program of the MCP server that helpers get; without a value when they get none. */
  MCP,
  /** Has a value, {@code true}, when the helper may only look. */
  READ_ONLY,
  /** Has a value, {@code true}, when the helper may change files. */
  WRITING;

  /** Returns the word that templates use, such as {@code schema-file}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Slot> of(String word) {
    return Arrays.stream(values()).filter(slot -> slot.word().equals(word)).findFirst();
  }
}

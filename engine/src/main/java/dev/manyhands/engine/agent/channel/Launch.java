package dev.manyhands.engine.agent.channel;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.agent.profile.Channel;
import dev.manyhands.engine.agent.profile.Definition;
import dev.manyhands.engine.agent.profile.Executables;
import dev.manyhands.engine.agent.profile.Profile;
import dev.manyhands.engine.agent.profile.Slot;
import dev.manyhands.engine.desk.HelperLine;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.process.FrameLog;
import dev.manyhands.engine.process.ToolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that it takes to start a tool on an attempt.
 *
 * @param program where its executable is
 * @param users the user's environment
 * @param grace between asking a process to end and killing it
 */
public record Launch(
    Profile profile,
    Definition definition,
    Assignment assignment,
    Path program,
    Map<String, String> users,
    Duration grace) {
  private static final String SERVER = "manyhands";

  /** Returns the model that is wanted. */
  Optional<String> model() {
    return assignment.brief().model().or(definition::model);
  }

  boolean isReadOnly() {
    return assignment.brief().readOnly() || definition.readOnly();
  }

  /** Returns what the helper is told in its first turn. */
  String firstPrompt(String text) {
    boolean told =
        profile.arguments().mentions(Slot.SYSTEM)
            || profile.channel() == Channel.Live.CODEX_APP_SERVER;
    return told || definition.system().isBlank()
        ? text
        : definition.system().strip() + "\n\n" + text;
  }

  /**
   * Returns the program of the MCP server that the helper is given.
   *
   * @throws ManyhandsException if it is to have one, and there is no such program (EXTERNAL)
   */
  Optional<Path> mcpServer() {
    if (!definition.mcp()) {
      return Optional.empty();
    }
    String path = assignment.environment().getOrDefault("PATH", "");
    Optional<Path> found = Executables.find(SERVER, path);
    if (found.isEmpty()) {
      throw ManyhandsException.external(
          "the agent '%s' is to have an MCP server, and there is no program '%s' on the path"
              .formatted(definition.name(), SERVER),
          "put '%s' on the PATH, or remove 'mcp' from the agent".formatted(SERVER),
          null);
    }
    return found;
  }

  /** Opens the log of what the tool says and is told; the attempt's token is written nowhere. */
  FrameLog openLog() {
    String token = assignment.environment().getOrDefault(HelperLine.TOKEN, "");
    return FrameLog.open(assignment.log(), token);
  }

  /** Starts the tool. */
  ToolProcess start(FrameLog log, Map<Slot, String> more) {
    Map<Slot, String> values = values();
    values.putAll(more);
    List<String> argv = new ArrayList<>();
    argv.add(program.toString());
    argv.addAll(profile.arguments().fill(values));
    Map<String, String> environment =
        profile.environment().of(users, assignment.environment(), values);
    try {
      return ToolProcess.start(
          argv,
          assignment.workspace(),
          environment,
          assignment.cookie(),
          log,
          assignment.watch(),
          grace);
    } catch (IOException e) {
      throw ManyhandsException.external(
          "%s could not be started: %s".formatted(program, e.getMessage()), "", e);
    }
  }

  private Map<Slot, String> values() {
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    values.put(Slot.WORKSPACE, assignment.workspace().toString());
    values.put(Slot.FOLDER, assignment.folder().toString());
    values.put(isReadOnly() ? Slot.READ_ONLY : Slot.WRITING, "true");
    model().ifPresent(model -> values.put(Slot.MODEL, model));
    mcpServer().ifPresent(server -> values.put(Slot.MCP, server.toString()));
    if (!definition.system().isBlank()) {
      values.put(Slot.SYSTEM, definition.system());
    }
    if (!definition.tools().isEmpty()) {
      values.put(Slot.TOOLS, String.join(",", definition.tools()));
    }
    assignment
        .brief()
        .schema()
        .ifPresent(
            schema -> {
              values.put(Slot.SCHEMA, schema);
              if (profile.arguments().mentions(Slot.SCHEMA_FILE)) {
                values.put(Slot.SCHEMA_FILE, file("schema.json", schema));
              }
            });
    return values;
  }

  private String file(String name, String text) {
    Path file = assignment.folder().resolve(name);
    try {
      Files.createDirectories(assignment.folder());
      return Files.writeString(file, text).toString();
    } catch (IOException e) {
      throw ManyhandsException.external(file + " cannot be written: " + e, "", e);
    }
  }
}

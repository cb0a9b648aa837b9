package dev.manyhands.engine.agent.profile;

import dev.manyhands.core.plan.AgentName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A helper of a tool with particulars of its own.
 *
 * @param name by which plans call it
 * @param description what it is for, in one line
 * @param system what is added to the tool's own instructions; may be empty
 * @param modelOrNull the model for tasks that name none
 * @param tools all that it may use, as the tool calls them; empty for everything
 * @param readOnly whether it only looks
 * @param mcp whether it is given an MCP server for what helpers can say
 */
public record Definition(
    AgentName name,
    String description,
    String system,
    @Nullable String modelOrNull,
    List<String> tools,
    boolean readOnly,
    boolean mcp) {
  public Definition {
    tools = List.copyOf(tools);
  }

  /** The tool as it is. */
  public static Definition of(Profile profile) {
    return new Definition(profile.name(), profile.description(), "", null, List.of(), false, false);
  }

  /** Returns the model for tasks that name none. */
  public Optional<String> model() {
    return Optional.ofNullable(modelOrNull);
  }
}

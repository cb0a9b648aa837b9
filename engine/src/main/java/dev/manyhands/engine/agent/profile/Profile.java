package dev.manyhands.engine.agent.profile;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.port.AgentRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All that is known of a tool.
 *
 * @param name by which plans call it
 * @param description what it is, in one line
 * @param provider whose limits its model calls count against, such as {@code anthropic}; empty when
 *     that depends on the user's settings
 * @param channel how to talk to it
 * @param usage what its figures of tokens are of
 * @param program its executable: a name on the path, or a path
 * @param arguments of the executable
 * @param environment variables that it needs beside those of every helper
 * @param version how to ask for its version
 * @param login how to see whether the user is logged in
 * @param install how to get it, for people
 * @param failures how its errors look
 */
public record Profile(
    AgentName name,
    String description,
    String provider,
    Channel channel,
    UsageScope usage,
    String program,
    Template arguments,
    ToolEnvironment environment,
    VersionProbe version,
    LoginProbe login,
    String install,
    FailureSigns failures) {

  /** Returns the same tool with its executable in another place. */
  public Profile withProgram(String other) {
    return new Profile(
        name,
        description,
        provider,
        channel,
        usage,
        other,
        arguments,
        environment,
        version,
        login,
        install,
        failures);
  }

  /** Returns the same tool with arguments in front of its own. */
  public Profile withFirstArguments(List<String> more) {
    List<Template.Group> groups = new ArrayList<>();
    groups.add(new Template.Group(Set.of(), more));
    groups.addAll(arguments.groups());
    return new Profile(
        name,
        description,
        provider,
        channel,
        usage,
        program,
        new Template(groups),
        environment,
        version,
        login,
        install,
        failures);
  }

  /** Returns the same tool under another name. */
  public Profile called(AgentName other, String otherDescription) {
    return new Profile(
        other,
        otherDescription,
        provider,
        channel,
        usage,
        program,
        arguments,
        environment,
        version,
        login,
        install,
        failures);
  }

  /** Says whether its helpers can be given an MCP server of their own. */
  public boolean takesMcp() {
    return channel == Channel.Live.ACP
        || arguments.mentions(Slot.MCP)
        || environment.mentions(Slot.MCP);
  }

  /** Returns what it can do. */
  public AgentRunner.Features features() {
    boolean schema = arguments.mentions(Slot.SCHEMA) || arguments.mentions(Slot.SCHEMA_FILE);
    return switch (channel) {
      case Channel.Live live ->
          new AgentRunner.Features(true, true, live.asks(), schema || live.takesSchema());
      case Channel.OneShot _ -> {
        boolean resumes = arguments.mentions(Slot.SESSION);
        yield new AgentRunner.Features(resumes, resumes, false, schema);
      }
    };
  }
}

package dev.manyhands.engine.agent;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.channel.AcpSession;
import dev.manyhands.engine.agent.channel.CodexSession;
import dev.manyhands.engine.agent.channel.Launch;
import dev.manyhands.engine.agent.channel.OneShotSession;
import dev.manyhands.engine.agent.channel.PiSession;
import dev.manyhands.engine.agent.channel.StreamJsonSession;
import dev.manyhands.engine.agent.profile.Channel;
import dev.manyhands.engine.agent.profile.Definition;
import dev.manyhands.engine.agent.profile.Executables;
import dev.manyhands.engine.agent.profile.Profile;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A coding tool as a kind of helper: what is special about it is in its profile. */
public final class ToolAgent implements AgentRunner {
  private final Profile profile;
  private final Definition definition;
  private final Map<String, String> users;
  private final Duration grace;

  /**
   * Creates one of the tool's own kind.
   *
   * @param users the user's environment, of which helpers get what the profile says
   * @param grace between asking a process to end and killing it
   */
  public ToolAgent(Profile profile, Map<String, String> users, Duration grace) {
    this(profile, Definition.of(profile), users, grace);
  }

  /** Creates one with particulars of its own. */
  public ToolAgent(
      Profile profile, Definition definition, Map<String, String> users, Duration grace) {
    this.profile = profile;
    this.definition = definition;
    this.users = Map.copyOf(users);
    this.grace = grace;
  }

  @Override
  public AgentName name() {
    return definition.name();
  }

  @Override
  public String provider() {
    return profile.provider();
  }

  @Override
  public Features features() {
    return profile.features();
  }

  @Override
  public AgentSession open(Assignment assignment) {
    String path = assignment.environment().getOrDefault("PATH", "");
    Path program =
        Executables.find(profile.program(), path)
            .orElseThrow(
                () ->
                    ManyhandsException.external(
                        "'%s' is not installed: there is no program '%s' on the path"
                            .formatted(profile.name(), profile.program()),
                        profile.install(),
                        null));
    Launch launch = new Launch(profile, definition, assignment, program, users, grace);
    return switch (profile.channel()) {
      case Channel.Live live ->
          switch (live) {
            case STREAM_JSON -> new StreamJsonSession(launch);
            case CODEX_APP_SERVER -> new CodexSession(launch);
            case PI_RPC -> new PiSession(launch);
            case ACP -> new AcpSession(launch);
          };
      case Channel.OneShot oneShot -> new OneShotSession(launch, oneShot.dialect());
    };
  }
}

package dev.manyhands.engine.agent.catalog;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.profile.Definition;
import dev.manyhands.engine.agent.profile.Profile;
import dev.manyhands.engine.port.AgentRunner.Features;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An agent that plans can name. */
public sealed interface KnownAgent {
  /** Returns the name by which plans call it. */
  AgentName name();

  /** Returns what it is, in one line; may be empty. */
  String description();

  /** Returns where it comes from: {@code built-in}, or a file. */
  String origin();

  /** Returns where others of the same name come from, which this one goes before. */
  List<String> hides();

  /** Returns what it can do. */
  Features features();

  /**
   * One that needs no tool.
   *
   * @param needs says what is missing in an environment
   */
  record Own(
      AgentName name,
      String description,
      Features features,
      Function<Map<String, String>, Optional<AgentStatus.Problem>> needs)
      implements KnownAgent {
    @Override
    public String origin() {
      return BUILT_IN;
    }

    @Override
    public List<String> hides() {
      return List.of();
    }
  }

  /** One that works with a tool. */
  record OfTool(Profile profile, Definition definition, String origin, List<String> hides)
      implements KnownAgent {
    public OfTool {
      hides = List.copyOf(hides);
    }

    @Override
    public AgentName name() {
      return definition.name();
    }

    @Override
    public String description() {
      return definition.description();
    }

    @Override
    public Features features() {
      return profile.features();
    }

    OfTool hiding(List<String> others) {
      return new OfTool(profile, definition, origin, others);
    }
  }

  /** The origin of those that come with Manyhands. */
  String BUILT_IN = "built-in";
}

package dev.manyhands.app.cli;

import dev.manyhands.engine.agent.catalog.AgentStatus;
import dev.manyhands.engine.agent.catalog.KnownAgent;
import dev.manyhands.engine.port.AgentRunner.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what is known of agents, to people and to programs. */
final class AgentTexts {
  private static final int LONGEST_DESCRIPTION = 70;
  private static final String NOTHING = "-";

  private AgentTexts() {}

  static String table(List<AgentStatus> statuses) {
    TextTable table =
        new TextTable("AGENT", "STATE", "TOOL", "VERSION", "LOGIN", "FROM", "WHAT IT IS");
    for (AgentStatus status : statuses) {
      KnownAgent agent = status.agent();
      table.row(
          agent.name().value(),
          state(status),
          program(agent).orElse(NOTHING),
          status.version().orElse(NOTHING),
          login(status).orElse(NOTHING),
          agent.origin(),
          shortened(agent.description()));
    }
    return table.text();
  }

  private static String state(AgentStatus status) {
    return switch (status.tool()) {
      case AgentStatus.None _ -> "ready";
      case AgentStatus.Unconfigured _ -> "not configured";
      case AgentStatus.Missing _ -> "missing";
      case AgentStatus.Installed tool ->
          !tool.newEnough()
              ? "too old"
              : tool.login() == AgentStatus.Login.NO ? "not logged in" : "ready";
    };
  }

  private static Optional<String> program(KnownAgent agent) {
    return switch (agent) {
      case KnownAgent.Own _ -> Optional.empty();
      case KnownAgent.OfTool tool -> Optional.of(tool.profile().program());
    };
  }

  private static Optional<String> login(AgentStatus status) {
    return switch (status.login()) {
      case YES -> Optional.of("yes");
      case NO -> Optional.of("no");
      case UNKNOWN -> Optional.empty();
    };
  }

  private static String shortened(String description) {
    return description.length() > LONGEST_DESCRIPTION
        ? description.substring(0, LONGEST_DESCRIPTION - 1) + "…"
        : description;
  }

  /** Returns everything about one agent, a line each. */
  static String details(AgentStatus status) {
    KnownAgent agent = status.agent();
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(agent.name(), agent.description()));
    lines.add("state: " + state(status));
    lines.add("from: " + agent.origin());
    agent.hides().forEach(hidden -> lines.add("goes before: " + hidden));
    program(agent).ifPresent(program -> lines.add("tool: " + program));
    if (status.tool() instanceof AgentStatus.Installed tool) {
      lines.add("program: " + tool.program());
    }
    status.version().ifPresent(version -> lines.add("version: " + version));
    login(status).ifPresent(login -> lines.add("logged in: " + login));
    if (agent instanceof KnownAgent.OfTool tool) {
      tool.definition().model().ifPresent(model -> lines.add("model: " + model));
      if (tool.definition().readOnly()) {
        lines.add("only looks: it changes no files");
      }
      if (!tool.definition().tools().isEmpty()) {
        lines.add("may use: " + String.join(", ", tool.definition().tools()));
      }
    }
    lines.add("features: " + String.join(", ", features(agent.features())));
    status
        .problem()
        .ifPresent(
            problem -> {
              lines.add("problem: " + problem.what());
              lines.add("to mend it: " + problem.remedy());
            });
    return String.join("\n", lines);
  }

  private static List<String> features(Features features) {
    List<String> words = new ArrayList<>();
    if (features.turns()) {
      words.add("messages");
    }
    if (features.interrupts()) {
      words.add("interrupts");
    }
    if (features.permissions()) {
      words.add("asks for permission");
    }
    if (features.results()) {
      words.add("structured results");
    }
    if (words.isEmpty()) {
      words.add("does its task, and nothing else");
    }
    return words;
  }

  static String json(List<AgentStatus> statuses) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    statuses.forEach(status -> json(status, array.addObject()));
    return array.toPrettyString();
  }

  private static void json(AgentStatus status, ObjectNode json) {
    KnownAgent agent = status.agent();
    Optional<AgentStatus.Problem> problem = status.problem();
    json.put("name", agent.name().value())
        .put("description", agent.description())
        .put("available", problem.isEmpty())
        .put("reason", problem.map(AgentStatus.Problem::what).orElse(null))
        .put("remedy", problem.map(AgentStatus.Problem::remedy).orElse(null))
        .put("origin", agent.origin())
        .put("tool", program(agent).orElse(null))
        .put(
            "program",
            status.tool() instanceof AgentStatus.Installed tool ? tool.program().toString() : null)
        .put("version", status.version().orElse(null));
    switch (status.login()) {
      case YES -> json.put("loggedIn", true);
      case NO -> json.put("loggedIn", false);
      case UNKNOWN -> json.putNull("loggedIn");
    }
    if (agent instanceof KnownAgent.OfTool tool) {
      json.put("model", tool.definition().modelOrNull())
          .put("readOnly", tool.definition().readOnly());
    }
    Features features = agent.features();
    json.putObject("features")
        .put("messages", features.turns())
        .put("interrupts", features.interrupts())
        .put("permissions", features.permissions())
        .put("results", features.results());
    ArrayNode hides = json.putArray("hides");
    agent.hides().forEach(hides::add);
  }
}

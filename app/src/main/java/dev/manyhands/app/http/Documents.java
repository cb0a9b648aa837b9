package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.json.JsonObject;
import dev.manyhands.engine.plan.PlanCodec;
import dev.manyhands.engine.plan.PlanReader;
import dev.manyhands.engine.plan.PlanResult;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans and tasks that clients send: as people write them, or, from a client that has them as
 * objects, in the form in which they are stored.
 */
final class Documents {
  static final String PLAN = "application/vnd.manyhands.plan+json";
  static final String ENVIRONMENT = "environment";
  static final String TASKS = "application/vnd.manyhands.tasks+json";

  private Documents() {}

  static Plan plan(String type, String text, String name, AgentCatalog agents) {
    if (!type.equals(PLAN)) {
      PlanResult result = new PlanReader().read(text, name, agents.names());
      return result.orThrow();
    }
    try {
      Plan plan = PlanCodec.read(text);
      demandKnown(plan.tasks(), agents);
      return plan;
    } catch (ManyhandsException e) {
      throw new ManyhandsException(Kind.CONFIG, String.valueOf(e.getMessage()), "", e);
    }
  }

  /** Returns the text of a plan for somebody whose helpers see this environment. */
  static String submission(Plan plan, Map<String, String> environment) {
    ObjectNode node = (ObjectNode) JsonMapper.shared().readTree(PlanCodec.write(plan));
    ObjectNode variables = node.putObject(ENVIRONMENT);
    environment.forEach(variables::put);
    return node.toString();
  }

  /** Returns the environment that comes with a plan. */
  static Optional<Map<String, String>> environment(String type, String text) {
    if (!type.equals(PLAN)) {
      return Optional.empty();
    }
    try {
      return environment(JsonMapper.shared().readTree(text).path(ENVIRONMENT));
    } catch (JacksonException e) {
      return Optional.empty(); // Told by whoever reads the plan.
    }
  }

  /** Returns the variables of an object; empty when there is none. */
  static Optional<Map<String, String>> environment(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> variable : node.properties()) {
      String name = variable.getKey();
      String value = variable.getValue().stringValue(null);
      // Of a value that is wrong nothing is said: it may be a secret.
      if (value == null || value.indexOf('\0') >= 0 || !name.matches("[^=\\x00]+")) {
        throw Refusal.usage(
            "the environment has a variable that cannot be: '%s'".formatted(Call.shorten(name)),
            "write {\"NAME\": \"text\"}");
      }
      variables.put(name, value);
    }
    if (!node.isObject()) {
      throw Refusal.usage("the environment is not a JSON object", "write {\"NAME\": \"text\"}");
    }
    return Optional.of(variables);
  }

  /** Returns the plan of a run to which tasks are added; it may have none yet. */
  static Plan openPlan(String type, String text, String name, AgentCatalog agents) {
    if (type.equals(PLAN)) {
      Plan plan = plan(type, text, name, agents);
      return plan.openWith(plan.tasks());
    }
    String written = text.isBlank() ? "version: 1" : text;
    return new PlanReader().readOpen(written, name, agents.names()).orThrow();
  }

  /**
   * Returns tasks that are added to a run.
   *
   * @param plan of the run: what it says of all tasks holds for these, too
   * @param present the tasks of the run so far
   */
  static List<TaskSpec> tasks(
      String type, String text, AgentCatalog agents, String plan, Set<TaskId> present) {
    return type.equals(TASKS)
        ? stored(text, agents)
        : new PlanReader().readTasks(text, "tasks", agents.names(), plan, present).orThrow();
  }

  private static List<TaskSpec> stored(String text, AgentCatalog agents) {
    try {
      List<TaskSpec> tasks =
          JsonObject.parse(text).objects("tasks").stream().map(PlanCodec::readTask).toList();
      demandKnown(tasks, agents);
      return tasks;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ManyhandsException(Kind.CONFIG, "the tasks are damaged: " + e.getMessage(), "", e);
    }
  }

  private static void demandKnown(List<TaskSpec> tasks, AgentCatalog agents) {
    Set<AgentName> known = agents.names();
    for (TaskSpec task : tasks) {
      if (!task.agent().equals(AgentName.COMMAND) && !known.contains(task.agent())) {
        throw new ManyhandsException(
            Kind.CONFIG,
            "task '%s' names the agent '%s', which is not known".formatted(task.id(), task.agent()),
            "GET /api/v1/agents lists those that are");
      }
    }
  }
}

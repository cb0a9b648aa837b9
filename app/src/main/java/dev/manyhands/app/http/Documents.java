package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.json.JsonObject;
import dev.manyhands.engine.plan.PlanCodec;
import dev.manyhands.engine.plan.PlanReader;
import dev.manyhands.engine.plan.PlanResult;
import java.time.DateTimeException;
import java.util.List;
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
  static final String TASKS = "application/vnd.manyhands.tasks+json";

  private Documents() {}

  static Plan plan(String type, String text, String name) {
    if (!type.equals(PLAN)) {
      PlanResult result = new PlanReader().read(text, name, AgentCatalog.names());
      return result.orThrow();
    }
    try {
      Plan plan = PlanCodec.read(text);
      demandKnown(plan.tasks());
      return plan;
    } catch (ManyhandsException e) {
      throw new ManyhandsException(Kind.CONFIG, String.valueOf(e.getMessage()), "", e);
    }
  }

  /** Returns the plan of a run to which tasks are added; it may have none yet. */
  static Plan openPlan(String type, String text, String name) {
    if (!text.isBlank()) {
      return open(plan(type, text, name), true);
    }
    String any = "{version: 1, tasks: [{id: any, command: 'true'}]}";
    return open(plan("", any, name), false);
  }

  private static Plan open(Plan plan, boolean withTasks) {
    return new Plan(
        plan.name(),
        plan.base(),
        plan.concurrency(),
        plan.limits(),
        plan.workspace(),
        plan.env(),
        plan.passEnv(),
        withTasks ? plan.tasks() : List.of(),
        plan.combine(),
        true);
  }

  static List<TaskSpec> tasks(String type, String text) {
    return type.equals(TASKS) ? stored(text) : written(text);
  }

  private static List<TaskSpec> stored(String text) {
    try {
      List<TaskSpec> tasks =
          JsonObject.parse(text).objects("tasks").stream().map(PlanCodec::readTask).toList();
      demandKnown(tasks);
      return tasks;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ManyhandsException(Kind.CONFIG, "the tasks are damaged: " + e.getMessage(), "", e);
    }
  }

  private static List<TaskSpec> written(String text) {
    JsonNode tasks;
    try {
      JsonNode node = JsonMapper.shared().readTree(text);
      tasks = node.isObject() ? node.path("tasks") : node;
    } catch (JacksonException e) {
      throw Refusal.usage("the body is not JSON: " + Call.shorten(e.getOriginalMessage()), "");
    }
    if (!tasks.isArray() || tasks.isEmpty()) {
      throw Refusal.usage(
          "the body has no tasks", "send {\"tasks\": [{\"id\": …, \"command\": …}]}");
    }
    ObjectNode plan = JsonMapper.shared().createObjectNode().put("version", 1);
    plan.set("tasks", tasks);
    return new PlanReader().read(plan.toString(), "tasks", AgentCatalog.names()).orThrow().tasks();
  }

  private static void demandKnown(List<TaskSpec> tasks) {
    Set<AgentName> known = AgentCatalog.names();
    for (TaskSpec task : tasks) {
      if (!known.contains(task.agent())) {
        throw new ManyhandsException(
            Kind.CONFIG,
            "task '%s' names the agent '%s', which is not known".formatted(task.id(), task.agent()),
            "GET /api/v1/agents lists those that are");
      }
    }
  }
}

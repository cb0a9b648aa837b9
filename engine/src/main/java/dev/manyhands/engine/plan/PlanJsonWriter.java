package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes plans as JSON: durations in ISO 8601, what there is not is left out. */
final class PlanJsonWriter {
  private PlanJsonWriter() {}

  static void write(Plan plan, ObjectNode json) {
    json.put("name", plan.name()).put("base", plan.base()).put("concurrency", plan.concurrency());
    limits(plan.limits(), json.putObject("limits"));
    ObjectNode workspace = json.putObject("workspace");
    plan.workspace().setup().ifPresent(argv -> texts(argv, workspace.putArray("setup")));
    texts(plan.workspace().copy(), workspace.putArray("copy"));
    ObjectNode env = json.putObject("env");
    plan.env().forEach(env::put);
    texts(plan.passEnv(), json.putArray("passEnv"));
    ArrayNode tasks = json.putArray("tasks");
    plan.tasks().forEach(task -> task(task, tasks.addObject()));
    combine(plan.combine(), json.putObject("combine"));
    if (plan.open()) {
      json.put("open", true);
    }
  }

  private static void limits(RunLimits limits, ObjectNode json) {
    json.put("wall", limits.wall().toString()).put("queue", limits.queue().toString());
    budget(limits.budget(), json);
  }

  private static void budget(Budget budget, ObjectNode json) {
    budget.tokens().ifPresent(tokens -> json.put("tokens", tokens));
    // As a text it keeps its digits.
    budget.cost().ifPresent(cost -> json.put("cost", cost.toString()));
  }

  private static void brief(Brief brief, ObjectNode json) {
    brief.model().ifPresent(model -> json.put("model", model));
    if (brief.readOnly()) {
      json.put("readOnly", true);
    }
    if (!brief.budget().equals(Budget.UNLIMITED)) {
      budget(brief.budget(), json.putObject("budget"));
    }
    brief.schema().ifPresent(schema -> json.put("schema", schema));
    if (!brief.permissions().equals(Permissions.NONE)) {
      ObjectNode permissions = json.putObject("permissions");
      texts(brief.permissions().allow(), permissions.putArray("allow"));
      texts(brief.permissions().deny(), permissions.putArray("deny"));
    }
    json.put("patience", brief.patience().toString());
  }

  static void task(TaskSpec task, ObjectNode json) {
    json.put("id", task.id().value()).put("title", task.title()).put("agent", task.agent().value());
    switch (task.work()) {
      case Work.Prompt prompt -> {
        json.put("prompt", prompt.text());
        if (!prompt.brief().equals(Brief.STANDARD)) {
          brief(prompt.brief(), json.putObject("brief"));
        }
      }
      case Work.Program program -> texts(program.argv(), json.putArray("command"));
    }
    texts(task.files(), json.putArray("files"));
    texts(task.needs().stream().map(Object::toString).toList(), json.putArray("needs"));
    check(task.check(), json);
    TaskLimits limits = task.limits();
    json.putObject("limits")
        .put("start", limits.start().toString())
        .put("timeout", limits.timeout().toString())
        .put("idle", limits.idle().toString())
        .put("retries", limits.retries());
  }

  private static void combine(Combine combine, ObjectNode json) {
    check(combine.check(), json);
    json.put(
            "onConflict",
            switch (combine.onConflict()) {
              case BY_WORK -> "by-work";
              case RETRY -> "retry";
              case FAIL -> "fail";
            })
        .put("attempts", combine.attempts())
        .put("message", combine.message());
    texts(combine.reports(), json.putArray("reports"));
  }

  private static void check(Optional<Check> check, ObjectNode json) {
    check.ifPresent(
        present -> {
          ObjectNode node = json.putObject("check").put("timeout", present.timeout().toString());
          texts(present.argv(), node.putArray("argv"));
        });
  }

  private static void texts(Collection<String> texts, ArrayNode json) {
    texts.forEach(json::add);
  }
}

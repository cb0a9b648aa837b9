package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.plan.WorkspaceSpec;
import dev.manyhands.engine.json.JsonText;
import java.util.Optional;

/** Writes plans as JSON: durations in ISO 8601, what there is not is left out. */
final class PlanJsonWriter {
  private PlanJsonWriter() {}

  static void write(Plan plan, JsonText json) {
    json.put("name", plan.name())
        .put("base", plan.base())
        .put("concurrency", plan.concurrency())
        .put("limits", limits -> limits(plan.limits(), limits))
        .put("workspace", workspace -> workspace(plan.workspace(), workspace))
        .put("env", env -> plan.env().forEach(env::put))
        .texts("passEnv", plan.passEnv())
        .objects("tasks", plan.tasks(), PlanJsonWriter::task)
        .put("combine", combine -> combine(plan.combine(), combine))
        .ifSet("open", plan.open())
        .put("ofAdded", plan.ofAdded().isEmpty() ? null : plan.ofAdded());
  }

  private static void limits(RunLimits limits, JsonText json) {
    json.put("wall", limits.wall().toString()).put("queue", limits.queue().toString());
    budget(limits.budget(), json);
  }

  private static void budget(Budget budget, JsonText json) {
    budget.tokens().ifPresent(tokens -> json.put("tokens", tokens));
    // As a text it keeps its digits.
    budget.cost().ifPresent(cost -> json.put("cost", cost.toString()));
  }

  private static void brief(Brief brief, JsonText json) {
    json.put("model", brief.model().orElse(null)).ifSet("readOnly", brief.readOnly());
    if (!brief.budget().equals(Budget.UNLIMITED)) {
      json.put("budget", budget -> budget(brief.budget(), budget));
    }
    json.put("schema", brief.schema().orElse(null));
    if (!brief.permissions().equals(Permissions.NONE)) {
      json.put(
          "permissions",
          permissions ->
              permissions
                  .texts("allow", brief.permissions().allow())
                  .texts("deny", brief.permissions().deny()));
    }
    json.put("patience", brief.patience().toString());
  }

  private static void workspace(WorkspaceSpec workspace, JsonText json) {
    workspace.setup().ifPresent(argv -> json.texts("setup", argv));
    json.texts("copy", workspace.copy());
  }

  static void task(TaskSpec task, JsonText json) {
    json.put("id", task.id().value()).put("title", task.title()).put("agent", task.agent().value());
    switch (task.work()) {
      case Work.Prompt prompt -> {
        json.put("prompt", prompt.text());
        if (!prompt.brief().equals(Brief.STANDARD)) {
          json.put("brief", brief -> brief(prompt.brief(), brief));
        }
      }
      case Work.Program program -> json.texts("command", program.argv());
    }
    json.texts("files", task.files())
        .texts("needs", task.needs().stream().map(TaskId::value).toList());
    check(task.check(), json);
    json.put("limits", limits -> limits(task.limits(), limits));
  }

  private static void limits(TaskLimits limits, JsonText json) {
    json.put("start", limits.start().toString())
        .put("timeout", limits.timeout().toString())
        .put("idle", limits.idle().toString())
        .put("retries", limits.retries());
  }

  private static void combine(Combine combine, JsonText json) {
    check(combine.check(), json);
    json.put(
            "onConflict",
            switch (combine.onConflict()) {
              case BY_WORK -> "by-work";
              case RETRY -> "retry";
              case FAIL -> "fail";
            })
        .put("attempts", combine.attempts())
        .put("message", combine.message())
        .texts("reports", combine.reports());
  }

  private static void check(Optional<Check> check, JsonText json) {
    check.ifPresent(
        present ->
            json.put(
                "check",
                fields ->
                    fields
                        .put("timeout", present.timeout().toString())
                        .texts("argv", present.argv())));
  }
}

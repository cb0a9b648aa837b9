package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Combine.OnConflict;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.plan.WorkspaceSpec;
import dev.manyhands.engine.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PlanJsonWriter} writes. */
final class PlanJsonReader {
  private PlanJsonReader() {}

  static Plan read(JsonObject json) {
    JsonObject workspace = json.object("workspace");
    Map<String, String> env = new LinkedHashMap<>();
    JsonObject variables = json.object("env");
    variables.names().forEach(name -> env.put(name, variables.text(name)));
    return new Plan(
        json.text("name"),
        json.text("base"),
        json.integer("concurrency"),
        limits(json.object("limits")),
        new WorkspaceSpec(
            workspace.has("setup") ? workspace.texts("setup") : null, workspace.texts("copy")),
        env,
        json.texts("passEnv"),
        json.objects("tasks").stream().map(PlanJsonReader::task).toList(),
        combine(json.object("combine")),
        json.isSet("open"),
        json.has("ofAdded") ? json.text("ofAdded") : "");
  }

  private static RunLimits limits(JsonObject json) {
    return new RunLimits(json.duration("wall"), json.duration("queue"), budget(json));
  }

  private static Budget budget(JsonObject json) {
    return new Budget(
        json.has("tokens") ? json.number("tokens") : null,
        json.has("cost") ? new BigDecimal(json.text("cost")) : null);
  }

  private static Brief brief(JsonObject task) {
    if (!task.has("brief")) {
      return Brief.STANDARD;
    }
    JsonObject json = task.object("brief");
    return new Brief(
        json.has("model") ? json.text("model") : null,
        json.isSet("readOnly"),
        json.has("budget") ? budget(json.object("budget")) : Budget.UNLIMITED,
        json.has("schema") ? json.text("schema") : null,
        json.has("permissions") ? permissions(json.object("permissions")) : Permissions.NONE,
        json.duration("patience"));
  }

  private static Permissions permissions(JsonObject json) {
    return new Permissions(json.texts("allow"), json.texts("deny"));
  }

  static TaskSpec task(JsonObject json) {
    JsonObject limits = json.object("limits");
    return new TaskSpec(
        new TaskId(json.text("id")),
        json.text("title"),
        new AgentName(json.text("agent")),
        json.has("prompt")
            ? new Work.Prompt(json.text("prompt"), brief(json))
            : new Work.Program(json.texts("command")),
        json.texts("files"),
        json.texts("needs").stream().map(TaskId::new).toList(),
        check(json),
        new TaskLimits(
            limits.duration("start"),
            limits.duration("timeout"),
            limits.duration("idle"),
            limits.integer("retries")));
  }

  private static Combine combine(JsonObject json) {
    String onConflict = json.text("onConflict");
    return new Combine(
        check(json),
        switch (onConflict) {
          case "by-work" -> OnConflict.BY_WORK;
          case "retry" -> OnConflict.RETRY;
          case "fail" -> OnConflict.FAIL;
          default -> throw new IllegalArgumentException("onConflict is '" + onConflict + "'");
        },
        json.integer("attempts"),
        json.text("message"),
        json.texts("reports"));
  }

  private static @Nullable Check check(JsonObject json) {
    if (!json.has("check")) {
      return null;
    }
    JsonObject check = json.object("check");
    return new Check(check.texts("argv"), check.duration("timeout"));
  }
}

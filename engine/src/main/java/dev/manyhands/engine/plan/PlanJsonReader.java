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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what {@link PlanJsonWriter} writes. */
final class PlanJsonReader {
  private PlanJsonReader() {}

  static Plan read(JsonNode json) {
    JsonNode workspace = json.required("workspace");
    Map<String, String> env = new LinkedHashMap<>();
    json.required("env").forEachEntry((name, value) -> env.put(name, text(value)));
    return new Plan(
        text(json, "name"),
        text(json, "base"),
        json.required("concurrency").intValue(),
        limits(json.required("limits")),
        new WorkspaceSpec(
            workspace.has("setup") ? texts(workspace, "setup") : null, texts(workspace, "copy")),
        env,
        texts(json, "passEnv"),
        json.required("tasks").valueStream().map(PlanJsonReader::task).toList(),
        combine(json.required("combine")),
        json.path("open").booleanValue(false));
  }

  private static RunLimits limits(JsonNode json) {
    return new RunLimits(duration(json, "wall"), duration(json, "queue"), budget(json));
  }

  private static Budget budget(JsonNode json) {
    return new Budget(
        json.has("tokens") ? json.required("tokens").longValue() : null,
        json.has("cost") ? new BigDecimal(text(json, "cost")) : null);
  }

  private static Brief brief(JsonNode task) {
    if (!task.has("brief")) {
      return Brief.STANDARD;
    }
    JsonNode json = task.required("brief");
    return new Brief(
        json.has("model") ? text(json, "model") : null,
        json.path("readOnly").booleanValue(false),
        json.has("budget") ? budget(json.required("budget")) : Budget.UNLIMITED,
        json.has("schema") ? text(json, "schema") : null,
        json.has("permissions")
            ? new Permissions(
                texts(json.required("permissions"), "allow"),
                texts(json.required("permissions"), "deny"))
            : Permissions.NONE,
        duration(json, "patience"));
  }

  static TaskSpec task(JsonNode json) {
    JsonNode limits = json.required("limits");
    return new TaskSpec(
        new TaskId(text(json, "id")),
        text(json, "title"),
        new AgentName(text(json, "agent")),
        json.has("prompt")
            ? new Work.Prompt(text(json, "prompt"), brief(json))
            : new Work.Program(texts(json, "command")),
        texts(json, "files"),
        texts(json, "needs").stream().map(TaskId::new).toList(),
        check(json),
        new TaskLimits(
            duration(limits, "start"),
            duration(limits, "timeout"),
            duration(limits, "idle"),
            limits.required("retries").intValue()));
  }

  private static Combine combine(JsonNode json) {
    String onConflict = text(json, "onConflict");
    return new Combine(
        check(json),
        switch (onConflict) {
          case "by-work" -> OnConflict.BY_WORK;
          case "retry" -> OnConflict.RETRY;
          case "fail" -> OnConflict.FAIL;
          default -> throw new IllegalArgumentException("onConflict is '" + onConflict + "'");
        },
        json.required("attempts").intValue(),
        text(json, "message"),
        texts(json, "reports"));
  }

  private static @Nullable Check check(JsonNode json) {
    if (!json.has("check")) {
      return null;
    }
    JsonNode check = json.required("check");
    return new Check(texts(check, "argv"), duration(check, "timeout"));
  }

  private static String text(JsonNode json, String key) {
    return text(json.required(key));
  }

  /** The library gives null for null. */
  private static String text(JsonNode json) {
    if (!json.isString()) {
      throw new IllegalArgumentException("a text was expected in place of " + json.getNodeType());
    }
    return json.stringValue();
  }

  private static Duration duration(JsonNode json, String key) {
    return Duration.parse(text(json, key));
  }

  private static List<String> texts(JsonNode json, String key) {
    return json.required(key).valueStream().map(PlanJsonReader::text).toList();
  }
}

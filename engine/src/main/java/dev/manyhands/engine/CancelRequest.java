package dev.manyhands.engine;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one process asks of the engine of another.
 *
 * @param taskOrNull null for the whole run
 */
record CancelRequest(@Nullable String taskOrNull, String reason) {
  private static final JsonMapper JSON = JsonMapper.shared();

  String json() {
    ObjectNode node = JSON.createObjectNode().put("type", "cancel").put("reason", reason);
    if (taskOrNull != null) {
      node.put("task", taskOrNull);
    }
    return node.toString();
  }

  static CancelRequest parse(String json) {
    JsonNode node = JSON.readTree(json);
    return new CancelRequest(
        node.path("task").stringValue(null), node.path("reason").stringValue("it was cancelled"));
  }

  Command command(Instant now) {
    return taskOrNull == null
        ? new Command.CancelRun(now, reason)
        : new Command.CancelTask(now, new TaskId(taskOrNull), reason);
  }
}

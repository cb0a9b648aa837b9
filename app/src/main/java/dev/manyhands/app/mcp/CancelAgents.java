package dev.manyhands.app.mcp;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report.TaskReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ends tasks, or a whole run. */
final class CancelAgents implements McpTool {
  @Override
  public String name() {
    return "cancel_agents";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    Set<TaskId> ids = call.arguments().tasks();
    String reason = call.arguments().text("reason").orElse("the main agent cancelled it");
    RunView view = call.view();
    WaitAgents.demandKnown(view, ids);
    Map<TaskId, Long> ended = view.ended();
    List<TaskId> active =
        view.report().tasks().stream()
            .map(TaskReport::id)
            .filter(id -> (ids.isEmpty() || ids.contains(id)) && !ended.containsKey(id))
            .toList();
    if (ids.isEmpty()) {
      view.orchestrator().cancel(view.run(), Optional.empty(), reason);
    } else {
      for (TaskId id : active) {
        view.orchestrator().cancel(view.run(), Optional.of(id), reason);
      }
    }
    view.catchUp();
    Answer answer = Answer.about(view);
    answer.ids("cancelled", active);
    return answer;
  }
}

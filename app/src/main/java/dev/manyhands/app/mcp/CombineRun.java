package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.TaskReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Closes a run, and waits for its result. */
final class CombineRun implements McpTool {
  @Override
  public String name() {
    return "combine";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    Arguments arguments = call.arguments();
    Optional<Check> check = arguments.find("check").map(TaskTexts::check);
    Optional<String> message = arguments.text("message");
    Duration timeout = arguments.timeout();
    RunView view = call.view();
    Interrupted.goOn(view);
    if (!close(view, check, message) && check.isPresent()) {
      throw ManyhandsException.usage(
          "run %s is closed already, so its check is fixed".formatted(view.run()),
          "leave 'check' out to hear what became of it");
    }
    Waiting.until(new Over(view), view, timeout, call);
    return answer(view);
  }

  /** Closes the run; says whether this did it, rather than somebody before. */
  private static boolean close(RunView view, Optional<Check> check, Optional<String> message)
      throws InterruptedException {
    if (!view.isOpen()) {
      return false;
    }
    try {
      view.orchestrator().close(view.run(), check, message);
      return true;
    } catch (ManyhandsException e) {
      view.catchUp();
      if (view.isOpen()) {
        throw e;
      }
      return false; // It was cancelled at this very moment.
    }
  }

  private record Over(RunView view) implements Waiting.Goal {
    @Override
    public boolean isReached() {
      return view.isOver();
    }

    @Override
    public void progress(ToolCall.Progress progress) {
      int all = view.ids().size();
      int ended = all - view.countOpen(Set.of());
      progress.at(
          ended,
          all,
          ended < all
              ? "%d of %d tasks have ended".formatted(ended, all)
              : "combining what %d tasks made".formatted(all));
    }
  }

  private static Answer answer(RunView view) {
    Report report = view.report();
    boolean over = report.endedAtOrNull() != null;
    Optional<Report.Result> result = report.result();
    Answer answer = Answer.about(view);
    ObjectNode body = answer.body();
    body.put("status", over ? report.status() : "in_progress");
    if (!report.reason().isEmpty()) {
      body.put("reason", report.reason());
    }
    body.put("branch", result.map(Report.Result::branch).orElse(null));
    body.put("commit", result.map(r -> r.commit().hex()).orElse(null));
    body.put("tree", result.map(r -> r.tree().hex()).orElse(null));
    answer.ids("merged", in(report, Set.of("merged")));
    answer.ids("unchanged", in(report, Set.of("succeeded")));
    ArrayNode rejected = body.putArray("rejected");
    report.tasks().stream()
        .filter(task -> Set.of("failed", "cancelled", "skipped").contains(task.state()))
        .limit(Answer.MOST_IDS)
        .forEach(
            task ->
                rejected
                    .addObject()
                    .put("id", task.id().value())
                    .put("state", task.state())
                    .put("reason", Optional.ofNullable(task.reasonOrNull()).orElse("")));
    if (!over) {
      Set<TaskId> ended = view.ended().keySet();
      answer.ids(
          "running",
          report.tasks().stream().map(TaskReport::id).filter(id -> !ended.contains(id)).toList());
    }
    return answer;
  }

  private static List<TaskId> in(Report report, Set<String> states) {
    return report.tasks().stream()
        .filter(task -> states.contains(task.state()))
        .map(TaskReport::id)
        .toList();
  }
}

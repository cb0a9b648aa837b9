package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;

/** Waits for tasks to end. */
final class WaitAgents implements McpTool {
  private static final Set<String> MODES = Words.of("all", "any");
  private static final int LONGEST_SUMMARY = 400;

  @Override
  public String name() {
    return "wait_agents";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    boolean all = call.arguments().oneOf("mode", "all", MODES).equals("all");
    Set<TaskId> ids = call.arguments().tasks();
    var timeout = call.arguments().timeout();
    RunView view = call.view();
    Interrupted.goOn(view);
    demandKnown(view, ids);
    Awaited awaited = new Awaited(view, ids, all);
    boolean reached = Waiting.until(awaited, view, timeout, call);
    return answer(view, awaited, !reached);
  }

  /**
   * Tells when a model means a task that the run does not have.
   *
   * @throws ManyhandsException that names some that it has
   */
  static void demandKnown(RunView view, Set<TaskId> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Set<TaskId> unknown = new LinkedHashSet<>(ids);
    unknown.removeIf(view.ids()::contains);
    if (!unknown.isEmpty()) {
      List<TaskId> known = view.report().tasks().stream().map(TaskReport::id).toList();
      throw ManyhandsException.usage(
          "run %s has no task '%s'".formatted(view.run(), unknown.iterator().next()),
          "it has "
              + known.stream().limit(20).map(TaskId::value).collect(Collectors.joining(", "))
              + (known.size() > 20 ? ", …; list_agents shows all" : ""));
    }
  }

  /**
   * The tasks that are waited for.
   *
   * @param ids empty for all tasks of the run, those that are added meanwhile as well
   */
  private record Awaited(RunView view, Set<TaskId> ids, boolean all, long from)
      implements Waiting.Goal {
    Awaited(RunView view, Set<TaskId> ids, boolean all) {
      this(view, ids, all, view.waited());
    }

    private List<TaskReport> tasks() {
      return view.report().tasks().stream()
          .filter(task -> ids.isEmpty() || ids.contains(task.id()))
          .toList();
    }

    /** Returns those that count as finished: with 'any', what no wait has returned yet. */
    List<TaskId> finished(List<TaskReport> tasks) {
      Map<TaskId, Long> ended = view.ended();
      List<TaskId> over = new ArrayList<>();
      List<TaskId> fresh = new ArrayList<>();
      for (TaskReport task : tasks) {
        Long when = ended.get(task.id());
        if (when != null) {
          over.add(task.id());
          if (when > from) {
            fresh.add(task.id());
          }
        }
      }
      boolean nothingNew = fresh.isEmpty() && over.size() == tasks.size();
      return all || !ids.isEmpty() || nothingNew ? over : fresh;
    }

    /** Is asked after every event, so it looks at no more tasks than are waited for. */
    @Override
    public boolean isReached() {
      int open = view.countOpen(ids);
      boolean any = ids.isEmpty() ? view.hasAnyEndedAfter(from) : open < ids.size();
      return view.hasNewQuestions() || open == 0 || (!all && any);
    }

    @Override
    public void progress(ToolCall.Progress progress) {
      int total = ids.isEmpty() ? view.ids().size() : ids.size();
      int done = total - view.countOpen(ids);
      long running =
          view.tasks().map(Tasks::atWork).orElse(List.of()).stream()
              .filter(task -> ids.isEmpty() || ids.contains(task.id()))
              .filter(task -> !task.needsInput())
              .count();
      progress.at(
          done,
          total,
          "%d of %d tasks have ended, %d are being worked on".formatted(done, total, running));
    }
  }

  private static Answer answer(RunView view, Awaited awaited, boolean timedOut) {
    Report report = view.report();
    Map<TaskId, Long> ended = view.ended();
    List<TaskReport> tasks = awaited.tasks();
    Map<TaskId, TaskReport> byId = Answer.byId(report);
    Answer answer = Answer.about(view);
    answer.body().put("status", view.orchestrator().summary(view.run()).status());
    List<TaskId> finished = awaited.finished(tasks);
    ArrayNode list = answer.body().putArray("finished");
    for (TaskId id : finished.stream().limit(RunView.MOST_TOLD).toList()) {
      TaskReport task = byId.get(id);
      if (task != null) {
        list.addObject()
            .put("id", id.value())
            .put("state", task.state())
            .put("reason", task.reasonOrNull())
            .put("summary", cut(task.summary()));
      }
    }
    if (finished.size() > RunView.MOST_TOLD) {
      answer.body().put("more_finished", finished.size() - RunView.MOST_TOLD);
    }
    answer.ids(
        "running",
        tasks.stream().map(TaskReport::id).filter(id -> !ended.containsKey(id)).toList());
    answer.body().put("timed_out", timedOut);
    view.hasWaited();
    return answer;
  }

  private static String cut(String summary) {
    return summary.length() <= LONGEST_SUMMARY
        ? summary
        : summary.substring(0, LONGEST_SUMMARY) + "…";
  }
}

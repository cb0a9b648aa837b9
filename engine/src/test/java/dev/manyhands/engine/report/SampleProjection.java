package dev.manyhands.engine.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a report of a sample at some moment. */
record SampleProjection(
    String name, List<ScriptedTask> tasks, List<CheckReport> checks, Instant start, Instant now) {
  Report report(boolean running) {
    boolean allWell = tasks.stream().allMatch(ScriptedTask::endedWell);
    boolean someWell = tasks.stream().anyMatch(ScriptedTask::endedWell);
    String status = running ? "running" : allWell ? "succeeded" : someWell ? "partial" : "failed";
    boolean merged = tasks.stream().anyMatch(task -> task.state.equals("merged"));
    RunId run = new RunId("20260314-092653-k7qd");
    Duration wall = Duration.between(start, now);
    List<TaskId> path = path();
    Map<TaskId, ScriptedTask> byId = new HashMap<>();
    tasks.forEach(task -> byId.put(task.id, task));
    return new Report(
        run,
        name,
        status,
        "",
        commit("base"),
        running || !merged
            ? null
            : new Report.Result("manyhands/" + run, commit("result"), tree("result")),
        List.of(),
        tasks.stream().map(this::task).toList(),
        checks,
        Report.Tests.NONE,
        Usage.NONE,
        start,
        running ? null : now,
        wall,
        tasks.stream().map(task -> task.busy(now)).reduce(Duration.ZERO, Duration::plus),
        path,
        path.stream().map(id -> byId.get(id).busy(now)).reduce(Duration.ZERO, Duration::plus));
  }

  private List<TaskId> path() {
    Map<TaskId, Duration> until = new HashMap<>();
    Map<TaskId, List<TaskId>> paths = new HashMap<>();
    for (ScriptedTask task : tasks) {
      TaskId before = task.needs.stream().max(Comparator.comparing(until::get)).orElse(null);
      List<TaskId> path = new ArrayList<>(before == null ? List.of() : paths.get(before));
      path.add(task.id);
      paths.put(task.id, path);
      until.put(task.id, task.busy(now).plus(before == null ? Duration.ZERO : until.get(before)));
    }
    return paths.get(
        until.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey());
  }

  private TaskReport task(ScriptedTask task) {
    Change change =
        task.attempts.reversed().stream()
            .map(AttemptReport::changeOrNull)
            .filter(c -> c != null)
            .findFirst()
            .orElse(null);
    return new TaskReport(
        task.id,
        task.title,
        "command",
        task.state,
        task.reason,
        task.needs,
        change,
        change == null
            ? null
            : "refs/manyhands/20260314-092653-k7qd/%s/%d".formatted(task.id, task.attempts.size()),
        task.attempts.isEmpty() ? "" : "I did this: " + task.title,
        task.attempts);
  }

  static CommitId commit(String seed) {
    return new CommitId(hex(seed + "commit"));
  }

  static TreeId tree(String seed) {
    return new TreeId(hex(seed + "tree"));
  }

  private static String hex(String seed) {
    long state = seed.hashCode() * 0x9E3779B97F4A7C15L;
    StringBuilder hex = new StringBuilder();
    while (hex.length() < 40) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      hex.append(String.format("%016x", state));
    }
    return hex.substring(0, 40);
  }
}

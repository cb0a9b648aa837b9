package dev.manyhands.engine.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Makes reports as a run would: tasks with scripted attempts go through a limited number of slots
 * and a merge queue, in virtual time.
 */
public final class SampleRun {
  private static final Instant START = Instant.parse("2026-03-14T09:26:53.589Z");

  private final String name;
  private final int slots;
  private final Duration check;
  private final Map<TaskId, ScriptedTask> tasks = new LinkedHashMap<>();
  private final PriorityQueue<Happening> queue =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingInt(Happening::number));
  private final List<TaskId> ready = new ArrayList<>();
  private final List<TaskId> merging = new ArrayList<>();
  private final List<CheckReport> checks = new ArrayList<>();
  private Instant now = START;
  private int busySlots;
  private int happenings;
  private boolean verifying;

  /** Starts a sample. */
  public SampleRun(String name, int slots, Duration check) {
    this.name = name;
    this.slots = slots;
    this.check = check;
  }

  private record Happening(Instant at, int number, Runnable what) {}

  /** Adds a task; its attempts are seconds and outcomes in turn, such as "12 failed: exit 1". */
  public SampleRun task(String id, String title, List<String> needs, String... tries) {
    List<ScriptedTask.Try> parsed = new ArrayList<>();
    for (String text : tries) {
      String[] parts = text.split(" ", 2);
      String[] outcome = parts[1].split(": ", 2);
      Duration takes = Duration.ofMillis(Math.round(Double.parseDouble(parts[0]) * 1000));
      parsed.add(new ScriptedTask.Try(takes, outcome[0], outcome.length > 1 ? outcome[1] : ""));
    }
    TaskId taskId = new TaskId(id);
    tasks.put(
        taskId, new ScriptedTask(taskId, title, needs.stream().map(TaskId::new).toList(), parsed));
    return this;
  }

  /** Plays the run to its end. */
  public Report finished() {
    play(Instant.MAX);
    return projection().report(false);
  }

  /** Plays the run for some time and stops in the middle. */
  public Report after(Duration time) {
    play(START.plus(time));
    now = START.plus(time);
    return projection().report(true);
  }

  private SampleProjection projection() {
    return new SampleProjection(name, List.copyOf(tasks.values()), checks, START, now);
  }

  private void play(Instant until) {
    settle();
    while (!queue.isEmpty() && !queue.peek().at().isAfter(until)) {
      Happening next = queue.poll();
      now = next.at();
      next.what().run();
      settle();
    }
  }

  private void in(Duration time, Runnable what) {
    queue.add(new Happening(now.plus(time), happenings++, what));
  }

  private void settle() {
    for (ScriptedTask task : tasks.values()) {
      if (task.state.equals("waiting")) {
        if (task.needs.stream().anyMatch(need -> tasks.get(need).endedBadly())) {
          task.state = "skipped";
          TaskId because =
              task.needs.stream().filter(n -> tasks.get(n).endedBadly()).findFirst().orElseThrow();
          task.reason = "it needs '" + because + "', which did not end well";
        } else if (task.needs.stream().allMatch(need -> tasks.get(need).endedWell())) {
          makeReady(task);
        }
      }
    }
    while (busySlots < slots && !ready.isEmpty()) {
      start(tasks.get(ready.removeFirst()));
    }
    if (!verifying && !merging.isEmpty()) {
      verify(List.copyOf(merging));
      merging.clear();
    }
  }

  private void makeReady(ScriptedTask task) {
    task.state = "ready";
    task.readySince = now;
    ready.add(task.id);
  }

  private void start(ScriptedTask task) {
    busySlots++;
    task.state = "running";
    int number = task.attempts.size() + 1;
    task.attempts.add(
        new AttemptReport(
            number,
            "command",
            null,
            "",
            null,
            SampleProjection.commit("base"),
            now,
            null,
            Duration.between(task.readySince, now),
            null,
            Usage.NONE));
    in(task.current().takes(), () -> ended(task));
  }

  private void ended(ScriptedTask task) {
    busySlots--;
    ScriptedTask.Try script = task.current();
    switch (script.outcome()) {
      case "succeeded", "rejected", "conflict" -> {
        amend(task, "succeeded", "", 0);
        task.state = "merging";
        merging.add(task.id);
      }
      case "empty" -> {
        amend(task, "succeeded", "", 0);
        task.state = "succeeded";
      }
      default -> {
        amend(task, script.outcome(), script.reason(), 1);
        again(task, script);
      }
    }
  }

  private void again(ScriptedTask task, ScriptedTask.Try script) {
    if (script.outcome().equals("cancelled")) {
      task.state = "cancelled";
      task.reason = script.reason();
    } else if (task.attempts.size() < task.tries.size()) {
      makeReady(task);
    } else {
      task.state = "failed";
      task.reason = script.reason();
    }
  }

  private void verify(List<TaskId> group) {
    for (TaskId id : group) {
      ScriptedTask task = tasks.get(id);
      if (task.current().outcome().equals("conflict")) {
        amend(task, "conflict", task.current().reason(), 0);
        again(task, task.current());
      }
    }
    List<TaskId> clean =
        group.stream().filter(id -> tasks.get(id).state.equals("merging")).toList();
    if (!clean.isEmpty()) {
      verifying = true;
      in(check, () -> verified(clean));
    }
  }

  private void verified(List<TaskId> group) {
    verifying = false;
    boolean passed =
        group.stream().noneMatch(id -> tasks.get(id).current().outcome().equals("rejected"));
    int number = checks.size() + 1;
    checks.add(
        new CheckReport(
            number, SampleProjection.tree("check" + number), group, passed, now, check));
    if (passed) {
      group.forEach(id -> tasks.get(id).state = "merged");
    } else if (group.size() > 1) {
      int half = group.size() / 2;
      merging.addAll(0, group.subList(half, group.size()));
      verify(group.subList(0, half));
    } else {
      ScriptedTask task = tasks.get(group.getFirst());
      amend(task, "rejected", task.current().reason(), 0);
      again(task, task.current());
    }
  }

  private void amend(ScriptedTask task, String outcome, String reason, int exitCode) {
    AttemptReport started = task.attempts.removeLast();
    boolean empty = task.tries.get(started.number() - 1).outcome().equals("empty");
    task.attempts.add(
        new AttemptReport(
            started.number(),
            started.agent(),
            outcome,
            reason,
            outcome.equals("timed-out") || outcome.equals("stalled") ? null : exitCode,
            started.base(),
            started.startedAt(),
            started.endedAtOrNull() == null ? now : started.endedAtOrNull(),
            started.queued(),
            empty
                ? new Change(
                    SampleProjection.commit(task.id.value()),
                    SampleProjection.tree(task.id.value()),
                    0,
                    0,
                    0)
                : SampleDiffs.change(
                    task.id,
                    SampleProjection.commit(task.id.value()),
                    SampleProjection.tree(task.id.value())),
            Usage.NONE));
  }
}

package dev.manyhands.app.live;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jline.utils.AttributedString;

/** A line for each subagent that is at work, the one that has been for longest first. */
final class SubagentLines {
  private static final int GAP = 2;
  private static final int NARROW = 60;
  private static final int SHORTEST_TEXT = 6;

  private final Scene scene;
  private final Look look;
  private final int width;
  private final List<Subagent> subagents;

  private record Subagent(Task task, AttemptId attempt, Helpers.Helper helper) {}

  SubagentLines(Scene scene, Look look, int width) {
    this.scene = scene;
    this.look = look;
    this.width = width;
    this.subagents =
        scene.survey().running().stream()
            .map(this::subagent)
            .sorted(Comparator.comparing(subagent -> subagent.helper().since()))
            .toList();
  }

  private Subagent subagent(Task task) {
    int number =
        switch (task.state()) {
          case TaskState.Running running -> running.attempt();
          case TaskState.Stopping stopping -> stopping.attempt();
          case TaskState.Waiting _, TaskState.Ready _, TaskState.Merging _, TaskState.Ended _ ->
              throw new IllegalStateException("no subagent works on " + task.id());
        };
    AttemptId attempt = new AttemptId(task.id(), number);
    return new Subagent(task, attempt, scene.helpers().of(attempt, scene.now()));
  }

  int size() {
    return subagents.size();
  }

  /** Returns at most this many lines; the last one names those for which there is no room. */
  List<AttributedString> lines(int most) {
    int shown = subagents.size() <= most ? subagents.size() : most - 1;
    List<AttributedString> lines = new ArrayList<>();
    List<Subagent> first = subagents.subList(0, Math.max(0, shown));
    int names = first.stream().mapToInt(s -> s.task().id().value().length()).max().orElse(0);
    int clocks = first.stream().mapToInt(s -> clock(s).length()).max().orElse(0);
    for (Subagent subagent : first) {
      lines.add(line(subagent, Math.min(names, Math.max(8, width / 3)), clocks));
    }
    if (shown < subagents.size() && most > 0) {
      lines.add(others(subagents.subList(shown, subagents.size()), shown == 0));
    }
    return lines;
  }

  private AttributedString others(List<Subagent> others, boolean all) {
    List<TaskId> ids = others.stream().map(s -> s.task().id()).toList();
    Row row = new Row(look, width);
    String count = "%d %s: ".formatted(ids.size(), all ? "running" : "more");
    if (all) {
      row.add(Sign.RUNNING);
    } else {
      row.symbols(Tone.FAINT, look.ellipsis());
    }
    row.gap(1).add(Tone.FAINT, count);
    return row.add(Tone.FAINT, Names.fitting(ids, row.left())).end();
  }

  private String clock(Subagent subagent) {
    return Spans.clock(Spans.between(subagent.helper().since(), scene.now()));
  }

  private AttributedString line(Subagent subagent, int names, int clocks) {
    Row row = new Row(look, width);
    String clock = clock(subagent);
    boolean settingUp = isSettingUp(subagent);
    row.add(sign(subagent, settingUp)).gap(1);
    Row name = new Row(look, Math.min(names, Math.max(0, row.left() - clocks - 1)));
    name.add(Tone.STRONG, subagent.task().id().value());
    int clockEnd = 2 + names + GAP + clocks;
    row.append(name).to(Math.min(clockEnd, width) - clock.length()).add(Tone.PLAIN, clock).gap(GAP);
    if (subagent.attempt().number() > 1) {
      String attempt = width < NARROW ? "#" : "attempt ";
      word(row, Tone.LATE, attempt + subagent.attempt().number());
    }
    if (isStopping(subagent)) {
      word(row, Tone.LATE, "stopping" + why(subagent.task().state()));
      return row.end();
    }
    if (settingUp) {
      word(row, Tone.FAINT, "setting up");
    } else {
      String warning = warning(subagent);
      if (!warning.isEmpty()) {
        word(row, Tone.LATE, warning);
      }
    }
    if (row.left() >= SHORTEST_TEXT) {
      row.add(Tone.FAINT, subagent.helper().line());
    }
    return row.end();
  }

  private static void word(Row row, Tone tone, String text) {
    if (row.left() > 1) {
      row.add(tone, text).gap(GAP);
    }
  }

  private Sign sign(Subagent subagent, boolean settingUp) {
    if (isStopping(subagent)) {
      return Sign.STOPPED;
    }
    return settingUp ? Sign.SETTING_UP : Sign.RUNNING;
  }

  /** Says whether it is being ended; Ctrl-C ends all, without events. */
  private boolean isStopping(Subagent subagent) {
    return scene.interrupted() || subagent.task().state() instanceof TaskState.Stopping;
  }

  private static String why(TaskState state) {
    return state instanceof TaskState.Stopping stopping ? ": " + stopping.reason() : "";
  }

  /**
   * Says whether its workspace is being made ready. A helper that has said something is at work; of
   * one that has not, this much is known where workspaces have a setup: it ends within its limit.
   */
  private boolean isSettingUp(Subagent subagent) {
    Helpers.Helper helper = subagent.helper();
    Instant latest = helper.since().plus(limits(subagent).start());
    return helper.heardFirstOrNull() == null
        && scene.plan().workspace().setup().isPresent()
        && scene.now().isBefore(latest);
  }

  /** Says which limit is near, if any. */
  private String warning(Subagent subagent) {
    Helpers.Helper helper = subagent.helper();
    Instant began = helper.heardFirstOrNull() == null ? helper.since() : helper.heardFirstOrNull();
    Duration timeout = limits(subagent).timeout();
    Duration left = timeout.minus(Spans.between(began, scene.now()));
    Duration idle = limits(subagent).idle();
    Duration silent = Spans.between(helper.heardLast(), scene.now());
    boolean late = left.compareTo(timeout.dividedBy(5)) <= 0;
    boolean quiet = silent.compareTo(idle.dividedBy(2)) >= 0;
    if (late && (!quiet || left.compareTo(idle.minus(silent)) <= 0)) {
      return left.isPositive() ? "times out in " + Spans.words(left) : "timed out";
    }
    return quiet ? "silent " + Spans.words(silent) + " of " + Spans.words(idle) : "";
  }

  private static TaskLimits limits(Subagent subagent) {
    return subagent.task().spec().limits();
  }
}

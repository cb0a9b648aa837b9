package dev.manyhands.app.live;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/** A view, and a simulated run that feeds it. */
final class Stage {
  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  static final Look COLOURS = new Look(true, true);
  static final Look PLAIN = new Look(false, true);
  static final Look ASCII = new Look(false, false);

  final LiveView view;
  final Simulation run;

  private Stage(Plan plan, Look look) {
    view = new LiveView(new RunId("migrate-to-junit-6-k3f9x"), plan, look);
    run = new Simulation(plan, T0, view::on);
  }

  static Stage of(TestPlan plan) {
    return of(plan, PLAIN);
  }

  static Stage of(TestPlan plan, Look look) {
    return new Stage(plan.build(), look);
  }

  Stage after(int seconds) {
    run.after(Duration.ofSeconds(seconds));
    return this;
  }

  Stage says(String task, int attempt, String line) {
    view.says(new AttemptId(new TaskId(task), attempt), line, run.now());
    return this;
  }

  Stage says(String task, String line) {
    return says(task, 1, line);
  }

  List<AttributedString> frame(int width, int height) {
    return view.frame(width, height, run.now());
  }

  /** Returns the picture as text, without blanks at the ends of lines. */
  String picture(int width, int height) {
    return text(frame(width, height));
  }

  String summary(int width) {
    return text(view.summary(width, run.now()));
  }

  /** Returns the first line that contains this. */
  String line(String part) {
    return picture(80, 24)
        .lines()
        .filter(line -> line.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " is not in\n" + picture(80, 24)));
  }

  static String text(List<AttributedString> lines) {
    return lines.stream()
        .map(line -> line.toString().stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}

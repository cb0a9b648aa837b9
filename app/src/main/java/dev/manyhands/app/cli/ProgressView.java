package dev.manyhands.app.cli;

import dev.manyhands.app.live.LiveDisplay;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.attempt.Activity;
import dev.manyhands.engine.run.RunListener;
import dev.manyhands.engine.run.StoredEvent;
import java.time.InstantSource;

/** Shows how a run goes: live on a terminal, a line an event elsewhere, or not at all. */
sealed interface ProgressView extends RunListener, Activity, AutoCloseable {

  static ProgressView of(Console console, Orchestrator orchestrator, RunId run, boolean quiet) {
    if (quiet) {
      return new Silent(console);
    }
    return console.errIsTerminal() && LiveDisplay.possible()
        ? new Live(live(orchestrator, run))
        : new Lines(console);
  }

  private static LiveDisplay live(Orchestrator orchestrator, RunId run) {
    LiveDisplay display = new LiveDisplay(InstantSource.system());
    display.show(run, orchestrator.plan(run), orchestrator.history(run));
    return display;
  }

  /** Says that the run is being interrupted. */
  void interrupted();

  @Override
  void close();

  /** Shows nothing but interruptions. */
  record Silent(Console console) implements ProgressView {
    @Override
    public void on(RunId run, StoredEvent event) {}

    @Override
    public void says(AttemptId attempt, String line) {}

    @Override
    public void interrupted() {
      console.note(INTERRUPTED);
    }

    @Override
    public void close() {}
  }

  /** A line an event. */
  record Lines(Console console) implements ProgressView {
    @Override
    public void on(RunId run, StoredEvent event) {
      console.note(EventLine.of(event.event()));
    }

    @Override
    public void says(AttemptId attempt, String line) {}

    @Override
    public void interrupted() {
      console.note(INTERRUPTED);
    }

    @Override
    public void close() {}
  }

  /** A picture that changes. */
  record Live(LiveDisplay display) implements ProgressView {
    @Override
    public void on(RunId run, StoredEvent event) {
      display.on(run, event);
    }

    @Override
    public void says(AttemptId attempt, String line) {
      display.says(attempt, line);
    }

    @Override
    public void interrupted() {
      display.interrupted();
    }

    @Override
    public void close() {
      display.close();
    }
  }

  /** What is said at the first interruption. */
  String INTERRUPTED =
      "Interrupted: ending the helpers and keeping their work. Once more stops at once.";
}

package dev.manyhands.app.cli;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.attempt.Activity;
import dev.manyhands.engine.run.RunListener;
import dev.manyhands.engine.run.StoredEvent;

/** Passes on what a run says to whoever shows it, which is known only once the run is. */
final class Progress implements RunListener, Activity {
  private volatile RunListener listener = (_, _) -> {};
  private volatile Activity activity = (_, _) -> {};

  /** Shows what comes from now on. */
  void showOn(RunListener nextListener, Activity nextActivity) {
    listener = nextListener;
    activity = nextActivity;
  }

  @Override
  public void on(RunId run, StoredEvent event) {
    listener.on(run, event);
  }

  @Override
  public void says(AttemptId attempt, String line) {
    activity.says(attempt, line);
  }
}

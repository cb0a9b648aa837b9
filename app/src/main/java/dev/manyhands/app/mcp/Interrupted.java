package dev.manyhands.app.mcp;

import dev.manyhands.engine.RunSummary;

/** Runs whose engine ended before they were over. */
final class Interrupted {
  private Interrupted() {}

  /** Has a run go on that nobody carries: whoever asks something of it wants that. */
  static void goOn(RunView view) throws InterruptedException {
    if (view.orchestrator().summary(view.run()).status().equals(RunSummary.INTERRUPTED)) {
      view.orchestrator().carry(view.run());
      view.catchUp();
    }
  }
}

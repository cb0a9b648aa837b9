package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until no other process carries runs of the repository. */
final class Turn {
  private static final long LOOK_MS = 200;

  private final Console console;
  private final EmbeddedOrchestrator orchestrator;
  private final BooleanSupplier interrupted;

  Turn(Console console, EmbeddedOrchestrator orchestrator, BooleanSupplier interrupted) {
    this.console = console;
    this.orchestrator = orchestrator;
    this.interrupted = interrupted;
  }

  /** Carries a run as soon as that is possible; does not when it is interrupted before. */
  void carry(RunId run) throws InterruptedException {
    boolean told = false;
    boolean carried = false;
    while (!carried && !interrupted.getAsBoolean()) {
      if (orchestrator.isCarriedElsewhere()) {
        if (!told) {
          console.note(
              "Another Manyhands is at work on this repository; waiting for it to end"
                  + " ('manyhands status' shows what it does).");
          told = true;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      } else {
        carried = tryCarry(run);
      }
    }
  }

  private boolean tryCarry(RunId run) throws InterruptedException {
    try {
      orchestrator.carry(run);
      return true;
    } catch (ManyhandsException e) {
      if (orchestrator.isCarriedElsewhere()) {
        return false; // Somebody else was faster.
      }
      throw e;
    }
  }
}

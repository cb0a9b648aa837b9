package dev.manyhands.app.cli;

import dev.manyhands.engine.Orchestrator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Ctrl-C and its kin while a run goes on: the first ends the helpers and keeps their work, the
 * second kills them and ends the process at once. Either way the run can be resumed.
 */
final class Interruption {
  private final Map<String, Object> before = new LinkedHashMap<>();
  private final AtomicInteger times = new AtomicInteger();

  private Interruption() {}

  static Interruption listen(Orchestrator orchestrator, ProgressView view) {
    Interruption interruption = new Interruption();
    for (String signal : List.of("INT", "TERM", "HUP")) {
      Object former = Signals.register(signal, () -> interruption.happened(orchestrator, view));
      interruption.before.put(signal, former);
    }
    return interruption;
  }

  private void happened(Orchestrator orchestrator, ProgressView view) {
    if (times.incrementAndGet() == 1) {
      view.interrupted();
      orchestrator.stop();
    } else {
      try {
        view.close();
        orchestrator.abandon();
      } finally {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
      }
    }
  }

  /** Says whether there was one. */
  boolean happened() {
    return times.get() > 0;
  }

  /** Goes back to what signals did before. */
  void ignore() {
    before.forEach(Signals::unregister);
  }
}

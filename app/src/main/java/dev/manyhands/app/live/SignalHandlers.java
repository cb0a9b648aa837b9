package dev.manyhands.app.live;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.Signals;

/** Handlers of signals, until it is closed; then those that there were before. */
final class SignalHandlers implements AutoCloseable {
  private final List<Runnable> undo = new ArrayList<>();

  /** Runs something at a signal, where the system has it. */
  void on(String signal, Runnable handler) {
    Object before = Signals.register(signal, handler);
    undo.add(() -> Signals.unregister(signal, before));
  }

  @Override
  public void close() {
    undo.forEach(Runnable::run);
  }
}

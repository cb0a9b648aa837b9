package dev.manyhands.engine.run;

import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.PendingChange;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps exactly the pending effects going: starts what is missing, interrupts what is no longer
 * pending. Of two effects with equal subjects, the second starts when the first has ended. An
 * effect that ended while it is still pending is not started again: its outcome is on its way.
 *
 * <p>Belongs to one thread.
 */
public final class EffectReconciler {
  private enum Status {
    GOING,
    INTERRUPTED,
    ENDED
  }

  private final EffectLauncher launcher;
  private final Map<Effect, Status> started = new LinkedHashMap<>();
  private final Set<Object> busySubjects = new HashSet<>();
  private final Set<Effect> wanted = new LinkedHashSet<>();

  /** Those of the wanted ones that are to be started yet. */
  private final Set<Effect> missing = new LinkedHashSet<>();

  private boolean stopped;

  public EffectReconciler(EffectLauncher launcher) {
    this.launcher = launcher;
  }

  /** Takes what should no longer go on, and what should from now on. */
  public void reconcile(PendingChange change) {
    if (stopped) {
      return;
    }
    change.gone().forEach(this::forget);
    for (Effect effect : change.come()) {
      if (wanted.add(effect)) {
        missing.add(effect);
      }
    }
    startMissing();
  }

  /** Takes note that an effect has ended. */
  public void ended(Effect effect) {
    Status status = started.remove(effect);
    if (status == null || status == Status.ENDED) {
      throw new IllegalStateException("ended, but had not been started: " + effect);
    }
    busySubjects.remove(effect.subject());
    if (status == Status.GOING && wanted.contains(effect)) {
      started.put(effect, Status.ENDED);
    }
    startMissing();
  }

  /** Interrupts everything, and starts nothing any more. */
  public void stop() {
    stopped = true;
    List.copyOf(wanted).forEach(this::forget);
  }

  /** Says whether no effect is going on. */
  public boolean isIdle() {
    return busySubjects.isEmpty();
  }

  private void forget(Effect effect) {
    wanted.remove(effect);
    missing.remove(effect);
    switch (started.get(effect)) {
      case GOING -> {
        started.put(effect, Status.INTERRUPTED);
        launcher.interrupt(effect);
      }
      case ENDED -> started.remove(effect);
      // Interrupted before, or not begun.
      case INTERRUPTED -> {}
      case null -> {}
    }
  }

  private void startMissing() {
    for (Effect effect : List.copyOf(missing)) {
      if (!started.containsKey(effect) && busySubjects.add(effect.subject())) {
        missing.remove(effect);
        started.put(effect, Status.GOING);
        launcher.start(effect);
      }
    }
  }
}

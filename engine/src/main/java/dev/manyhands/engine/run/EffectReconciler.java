package dev.manyhands.engine.run;

import dev.manyhands.core.run.Effect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
  private Set<Effect> wanted = Set.of();
  private boolean stopped;

  public EffectReconciler(EffectLauncher launcher) {
    this.launcher = launcher;
  }

  /** Takes the effects that should be going on from now on. */
  public void reconcile(Set<Effect> pending) {
    wanted = stopped ? Set.of() : new LinkedHashSet<>(pending);
    for (Effect effect : new ArrayList<>(started.keySet())) {
      if (!wanted.contains(effect)) {
        drop(effect);
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
    reconcile(Set.of());
  }

  /** Says whether no effect is going on. */
  public boolean isIdle() {
    return busySubjects.isEmpty();
  }

  private void drop(Effect effect) {
    switch (started.get(effect)) {
      case GOING -> {
        started.put(effect, Status.INTERRUPTED);
        launcher.interrupt(effect);
      }
      case INTERRUPTED -> {}
      case ENDED -> started.remove(effect);
      case null -> throw new IllegalStateException("was never started: " + effect);
    }
  }

  private void startMissing() {
    for (Effect effect : wanted) {
      if (!started.containsKey(effect) && busySubjects.add(effect.subject())) {
        started.put(effect, Status.GOING);
        launcher.start(effect);
      }
    }
  }
}

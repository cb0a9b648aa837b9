package dev.manyhands.core.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A decision in the making: its events so far, and the state that they lead to. */
final class Draft {
  private final List<Event> events = new ArrayList<>();
  private final Instant now;
  private RunState state;

  Draft(RunState state, Instant now) {
    this.state = state;
    this.now = now;
  }

  void record(Event event) {
    events.add(event);
    state = Evolution.of(state, event);
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  int size() {
    return events.size();
  }

  /** Returns the time of this decision, never before that of an earlier one. */
  Instant now() {
    return now;
  }

  boolean isLive() {
    return state instanceof RunState.Live;
  }

  RunState.Live live() {
    if (state instanceof RunState.Live live) {
      return live;
    }
    throw new IllegalStateException("the run is not under way: " + state);
  }
}

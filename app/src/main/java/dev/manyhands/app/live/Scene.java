package dev.manyhands.app.live;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that a picture is drawn from.
 *
 * @param timeLeft an estimate; empty when nothing can be known
 * @param verifyingSince when the verification that is going on started
 * @param interrupted whether somebody has pressed Ctrl-C
 */
record Scene(
    RunId run,
    Plan plan,
    RunState state,
    Survey survey,
    Helpers helpers,
    News news,
    Optional<Duration> timeLeft,
    Instant verifyingSince,
    boolean interrupted,
    Instant now) {

  /** Returns the run's life; empty before it started. */
  Optional<RunState.Live> live() {
    return switch (state) {
      case RunState.Unstarted _ -> Optional.empty();
      case RunState.Live live -> Optional.of(live);
      case RunState.Finished finished -> Optional.of(finished.last());
    };
  }

  /** Returns how long after the run's start a moment was. */
  Duration sinceStart(Instant moment) {
    return live().map(live -> Spans.between(live.startedAt(), moment)).orElse(Duration.ZERO);
  }

  /** Returns how long the run has been going on, or took. */
  Duration elapsed() {
    return state instanceof RunState.Finished finished
        ? sinceStart(finished.last().now())
        : sinceStart(now);
  }
}

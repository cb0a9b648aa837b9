package dev.manyhands.app.live;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Instant;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * What there is to see of a run. Fed by one thread with the run's events and its helpers' output;
 * pictures of it are pure functions of what it was fed with, the size and the time.
 */
final class LiveView {
  private final RunId run;
  private final Plan plan;
  private final Look look;
  private final Order order;
  private final Helpers helpers = new Helpers();
  private final News news = new News();
  private final Chronicle chronicle = new Chronicle(news);
  private final Pace pace = new Pace();
  private RunState state;
  private long seq;
  private Instant verifyingSince = Instant.EPOCH;
  private boolean interrupted;

  LiveView(RunId run, Plan plan, Look look) {
    this.run = run;
    this.plan = plan;
    this.look = look;
    this.order = Order.of(plan.tasks());
    this.state = Decider.standard().initial(plan);
  }

  /**
   * Takes the run's next event; one that it has had does nothing.
   *
   * @throws IllegalStateException if the event cannot happen now
   */
  void on(StoredEvent stored) {
    if (stored.seq() <= seq) {
      return;
    }
    RunState before = state;
    Event event = stored.event();
    state = Decider.standard().evolve(before, event);
    seq = stored.seq();
    if (event instanceof Event.MergeStarted) {
      verifyingSince = event.at();
    }
    helpers.on(event);
    pace.on(before, event);
    chronicle.on(before, event);
  }

  /** Takes the last line of a helper's output, as it is. */
  void says(AttemptId attempt, String line, Instant now) {
    helpers.says(attempt, line, now);
  }

  /** Takes a line for people that is not about the run itself, such as one of a log. */
  void note(String line, Instant now) {
    news.tell(now, News.Kind.LOG, Sign.LOG, List.of(), line);
  }

  /** Takes note that somebody pressed Ctrl-C. */
  void interrupt() {
    interrupted = true;
  }

  /** Returns the picture: exactly this many lines, none of them wider than this. */
  List<AttributedString> frame(int width, int height, Instant now) {
    return new Frame(scene(now), look, width).lines(height);
  }

  /** Returns what stays on the screen when the picture goes. */
  List<AttributedString> summary(int width, Instant now) {
    return new Frame(scene(now), look, width).summary();
  }

  private Scene scene(Instant now) {
    return new Scene(
        run,
        plan,
        state,
        Survey.of(state, order),
        helpers,
        news,
        pace.timeLeft(state, order, now),
        verifyingSince,
        interrupted,
        now);
  }
}

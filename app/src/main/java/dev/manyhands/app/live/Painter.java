package dev.manyhands.app.live;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.StoredEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jline.terminal.Size;
import org.slf4j.LoggerFactory;

/** Brings pictures to the terminal, on a thread of its own, until it is told to end. */
final class Painter {
  /** At most ten pictures a second. */
  private static final Duration BETWEEN_PICTURES = Duration.ofMillis(100);

  /** Clocks tick also when nothing happens. */
  private static final Duration TICK = Duration.ofMillis(250);

  private final Inbox inbox;
  private final InstantSource clock;
  private final Tty tty;
  private final Screen screen;
  private final LiveView view;
  private final Notes notes = new Notes();

  private Painter(Inbox inbox, InstantSource clock, Tty tty, LiveView view) {
    this.inbox = inbox;
    this.clock = clock;
    this.tty = tty;
    this.screen = new Screen(tty);
    this.view = view;
  }

  /** Starts a thread that shows a run, and returns it; it ends when the inbox is closed. */
  static Thread start(
      Inbox inbox, InstantSource clock, RunId run, Plan plan, List<StoredEvent> history) {
    // Writing blocks for as long as the terminal likes: not for a virtual thread's carrier.
    return Thread.ofPlatform()
        .daemon()
        .name("live display")
        .start(() -> show(inbox, clock, run, plan, history));
  }

  private static void show(
      Inbox inbox, InstantSource clock, RunId run, Plan plan, List<StoredEvent> history) {
    try (Tty tty = Tty.open();
        SignalHandlers signals = new SignalHandlers()) {
      boolean colours = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
      LiveView view = new LiveView(run, plan, new Look(colours, tty.isUtf8()));
      history.forEach(view::on);
      signals.on("WINCH", inbox::resized);
      signals.on("CONT", inbox::repaint);
      signals.on("TSTP", inbox::stop);
      new Painter(inbox, clock, tty, view).run();
    } catch (ManyhandsException e) {
      inbox.note("manyhands: no live display: " + e.getMessage(), clock.instant());
    } catch (IOException e) {
      LoggerFactory.getLogger(Painter.class).debug("the terminal is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Standard error is itself again once the inbox takes nothing any more.
      inbox.finish().notes().forEach(note -> System.err.println(note.line()));
    }
  }

  private void run() throws IOException, InterruptedException {
    boolean asked = false;
    try {
      while (inbox.isOpen()) {
        paint();
      }
      asked = true;
    } finally {
      end(asked);
    }
  }

  private void paint() throws IOException, InterruptedException {
    boolean stop = take(inbox.take());
    if (stop) {
      screen.leave();
      JobControl.stopHere();
    }
    if (screen.isEntered() || JobControl.isInForeground()) {
      draw();
    }
    inbox.rest(BETWEEN_PICTURES);
    inbox.await(TICK);
  }

  private boolean take(Inbox.Batch batch) {
    // First of all: an event that cannot happen must not take them along.
    batch.notes().forEach(note -> notes.keep(note.line()));
    batch.events().forEach(view::on);
    batch.heard().forEach((attempt, heard) -> view.says(attempt, heard.line(), heard.at()));
    batch.notes().forEach(note -> view.note(note.line(), note.at()));
    if (batch.interrupted()) {
      view.interrupt();
    }
    if (batch.repaint()) {
      screen.forget();
    }
    return batch.stop();
  }

  private void draw() throws IOException {
    if (!screen.isEntered()) {
      screen.enter();
    }
    Size size = tty.size();
    screen.draw(view.frame(size.getColumns(), size.getRows(), clock.instant()), size);
  }

  /** Takes the picture off the screen and leaves what is worth keeping. */
  private void end(boolean withSummary) throws IOException {
    screen.leave();
    Inbox.Batch last = inbox.finish();
    if (!withSummary) {
      last.notes().forEach(note -> notes.keep(note.line()));
      screen.print(notes.lines());
      return;
    }
    take(last);
    screen.print(notes.lines());
    screen.print(view.summary(tty.size().getColumns(), clock.instant()));
  }
}

package dev.manyhands.app.live;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.attempt.Activity;
import dev.manyhands.engine.run.RunListener;
import dev.manyhands.engine.run.StoredEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Shows a run on the terminal behind standard error while it goes on, and leaves a summary there.
 * Prints nothing to standard output.
 *
 * <p>Whatever is printed to {@link System#err} while there is a picture appears in it, and stays
 * above the summary. Ctrl-C is left to others; Ctrl-Z gives the terminal back until the process
 * goes on. The terminal is given back by {@link #close}, when the JVM is shut down by a signal or
 * by {@link System#exit}, and when something here goes wrong; not by {@link Runtime#halt}.
 *
 * <p>Safe for use by many threads, none of which ever waits for the terminal.
 */
public final class LiveDisplay implements RunListener, Activity, AutoCloseable {
  /** A terminal that is stopped (Ctrl-S) or gone must not keep the process. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final PrintStream errors = System.err;
  private final Inbox inbox = new Inbox();
  private volatile @Nullable Showing showing;

  private record Showing(RunId run, Thread painter, Thread hook, PrintStream standIn) {}

  /** Creates a display that shows nothing yet, which costs nothing. */
  public LiveDisplay(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Says whether there is a terminal to draw on: standard error and standard input are one, TERM is
   * set and not dumb, CI is not set, and this process is in the foreground.
   */
  public static boolean possible() {
    return Terminals.isUsable(System.getenv());
  }

  /**
   * Begins to show a run. Events of other runs are ignored, so this comes before the run is
   * carried; to be called once.
   *
   * <p>Returns before the terminal has been opened, which takes its time. Should that fail where
   * {@link #possible} said otherwise, the failure is printed and the run goes on unseen.
   *
   * @param history the run's events so far; events that are heard again later do nothing
   */
  public void show(RunId run, Plan plan, List<StoredEvent> history) {
    if (showing != null) {
      throw new IllegalStateException("the display shows a run already");
    }
    Thread painter = Painter.start(inbox, clock, run, plan, history);
    ErrorLines lines = new ErrorLines(errors.charset(), this::above);
    PrintStream standIn = new PrintStream(lines, true, errors.charset());
    Thread hook = Thread.ofPlatform().name("live display's end").unstarted(this::end);
    showing = new Showing(run, painter, hook, standIn);
    Runtime.getRuntime().addShutdownHook(hook);
    System.setErr(standIn);
  }

  @Override
  public void on(RunId run, StoredEvent event) {
    Showing current = showing;
    if (current != null && current.run().equals(run)) {
      inbox.event(event);
    }
  }

  @Override
  public void says(AttemptId attempt, String line) {
    if (showing != null) {
      inbox.heard(attempt, line, clock.instant());
    }
  }

  /** Prints a line for people: as part of the picture, and so that it stays when that is gone. */
  public void above(String line) {
    if (showing == null || !inbox.note(line, clock.instant())) {
      errors.println(line);
    }
  }

  /** Says that somebody has pressed Ctrl-C: the hint tells now what pressing it again does. */
  public void interrupted() {
    inbox.interrupted();
  }

  /** Takes the picture off the terminal and leaves a summary. Does nothing the second time. */
  @Override
  public void close() {
    Showing current = showing;
    if (current == null) {
      return;
    }
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(current.hook());
    } catch (IllegalStateException e) {
      LoggerFactory.getLogger(LiveDisplay.class).debug("the hook does the same just now", e);
    }
  }

  private void end() {
    Showing current = showing;
    if (current == null) {
      return;
    }
    inbox.close();
    try {
      current.painter().join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (System.err.equals(current.standIn())) {
      System.setErr(errors);
    }
    current.standIn().close(); // passes on a last line without an end
  }
}

package dev.manyhands.engine.agent.channel;

import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.FrameLog;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session in which one process does all turns. */
abstract class LiveSession implements AgentSession {
  private final Launch launch;
  private final Narrator narrator;
  private final Meter meter;
  private final Permits permits;
  private final Interruption interruption = new Interruption(this::stop);
  private @Nullable FrameLog log;
  private volatile @Nullable Wire wire;

  LiveSession(Launch launch) {
    this.launch = launch;
    this.narrator = new Narrator(launch.assignment());
    this.meter = new Meter(narrator);
    this.permits = new Permits(launch.assignment().gate());
  }

  final Launch launch() {
    return launch;
  }

  final Narrator narrator() {
    return narrator;
  }

  final Meter meter() {
    return meter;
  }

  final Permits permits() {
    return permits;
  }

  /** Returns the connection, which is there from the first turn on. */
  final Wire wire() {
    return Objects.requireNonNull(wire);
  }

  /** Makes the tool ready for the first turn. */
  abstract void greet(Turn turn) throws ChannelLost, InterruptedException;

  /**
   * Tells the tool what to do, calls {@link #begun}, and takes in what it says until the turn is
   * over.
   */
  abstract void work(String text, Turn turn) throws ChannelLost, InterruptedException;

  /** Tells the tool to end the turn. May be called from any thread. */
  abstract void stop();

  /** The tool has been told what to do. */
  final void begun() {
    interruption.begun();
  }

  @Override
  public final TurnEnd turn(String text) throws InterruptedException {
    Turn turn = new Turn(narrator, launch.profile().failures());
    interruption.beginTurn();
    TurnEnd end;
    boolean stopped;
    try {
      String prompt = text;
      if (wire == null) {
        prompt = launch.firstPrompt(text);
        connect();
        greet(turn);
      }
      if (!turn.hasFailed()) {
        work(prompt, turn);
      }
      end = turn.end((Integer) null);
    } catch (ChannelLost e) {
      end = turn.end(e.end());
    } finally {
      stopped = interruption.endTurn();
      permits.close();
      meter.endTurn();
    }
    // Some tools stop when they are denied something.
    if (!turn.wasInterrupted() || (turn.wasDenied() && !stopped)) {
      return end;
    }
    return stopped
        ? new TurnEnd.Interrupted()
        : new TurnEnd.Failed(
            Outcome.FAILED, "it stopped, though nobody asked it to", false, null, turn.message());
  }

  private void connect() {
    FrameLog opened = launch.openLog();
    log = opened;
    wire = new Wire(launch.start(opened, Map.of()), launch.profile().failures());
  }

  @Override
  public final void interrupt() {
    interruption.want();
  }

  @Override
  public final void close() {
    permits.close();
    Wire open = wire;
    if (open != null) {
      open.close();
    }
    if (log != null) {
      log.close();
    }
  }
}

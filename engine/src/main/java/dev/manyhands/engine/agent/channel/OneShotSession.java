package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.agent.profile.Channel;
import dev.manyhands.engine.agent.profile.Slot;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.FrameLog;
import dev.manyhands.engine.process.ToolProcess;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A session in which each turn is a process of its own, which goes on with the tool's session. */
public final class OneShotSession implements AgentSession {
  private final Launch launch;
  private final Narrator narrator;
  private final Meter meter;
  private final Speech speech;
  private final Interruption interruption = new Interruption(this::stop);
  private @Nullable FrameLog log;
  private final Lock stopping = new ReentrantLock();
  private volatile @Nullable ToolProcess process;
  private boolean first = true;

  /** What the tool was told in turns that ended before it had a session. */
  private String unheard = "";

  /** Creates a session; the first process starts with the first turn. */
  public OneShotSession(Launch launch, Channel.Dialect dialect) {
    this.launch = launch;
    this.narrator = new Narrator(launch.assignment());
    this.meter = new Meter(narrator);
    this.speech = Speech.of(dialect, launch, narrator, meter);
  }

  @Override
  public TurnEnd turn(String text) throws InterruptedException {
    Turn turn = new Turn(narrator, launch.profile().failures());
    interruption.beginTurn();
    TurnEnd end;
    boolean stopped;
    String prompt = unheard + (first ? launch.firstPrompt(text) : text);
    first = false;
    try (ToolProcess running = start(prompt)) {
      process = running;
      interruption.begun();
      end = listen(running, turn);
    } catch (ChannelLost e) {
      end = turn.end(e.end());
    } finally {
      stopped = interruption.endTurn();
      forget();
      meter.endTurn();
    }
    unheard = narrator.session().isEmpty() ? prompt + "\n\n" : "";
    return stopped && !(end instanceof TurnEnd.Done) ? new TurnEnd.Interrupted() : end;
  }

  private ToolProcess start(String prompt) {
    FrameLog open = log;
    if (open == null) {
      open = launch.openLog();
      log = open;
    }
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    values.put(Slot.PROMPT, prompt);
    if (!narrator.session().isEmpty()) {
      values.put(Slot.SESSION, narrator.session());
    }
    ToolProcess started = launch.start(open, values);
    if (!launch.profile().arguments().mentions(Slot.PROMPT)) {
      started.send(prompt);
    }
    started.sendEnd();
    return started;
  }

  private TurnEnd listen(ToolProcess running, Turn turn) throws ChannelLost, InterruptedException {
    // Closed with the process.
    @SuppressWarnings("resource")
    Wire wire = new Wire(running, launch.profile().failures(), speech::text);
    speech.begin();
    while (true) {
      switch (wire.hear()) {
        case Wire.Frame frame -> speech.hear(frame.object(), turn);
        case Wire.Over over -> {
          boolean complete = speech.end(turn);
          if (!turn.hasFailed() && (over.exitCode() != 0 || !complete)) {
            return complete || over.exitCode() != 0
                ? wire.failed(over, turn.message())
                : wire.cutOff(over, turn.message());
          }
          return turn.end(over.exitCode());
        }
      }
    }
  }

  private void stop() {
    ToolProcess running = process;
    if (running != null) {
      Thread.startVirtualThread(() -> stop(running));
    }
  }

  /** Ends what has the attempt's variables: so not while the next turn's process is there. */
  private void stop(ToolProcess running) {
    stopping.lock();
    try {
      if (running.equals(process)) {
        running.stop();
      }
    } finally {
      stopping.unlock();
    }
  }

  /** Waits until nobody stops it any more. */
  private void forget() {
    stopping.lock();
    try {
      process = null;
    } finally {
      stopping.unlock();
    }
  }

  @Override
  public void interrupt() {
    interruption.want();
  }

  @Override
  public void close() {
    ToolProcess running = process;
    if (running != null) {
      running.close();
    }
    if (log != null) {
      log.close();
    }
  }
}

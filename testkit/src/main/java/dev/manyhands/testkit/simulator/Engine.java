package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.run.EffectLauncher;
import dev.manyhands.engine.run.EffectReconciler;
import dev.manyhands.engine.run.RunLoop;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One life of an engine: the loop of production, a mailbox, and effects in virtual time. */
final class Engine implements EffectLauncher {

  /** What comes to the loop. */
  sealed interface Mail {
    record Do(Command command) implements Mail {}

    record Ended(Effect effect) implements Mail {}
  }

  /** An effect that is going on. */
  static final class Going {
    private final Agenda.Entry end;
    private final Runnable silence;
    private final boolean checks;
    private boolean interrupted;

    private Going(Agenda.Entry end, Runnable silence, boolean checks) {
      this.end = end;
      this.silence = silence;
      this.checks = checks;
    }

    boolean isInterrupted() {
      return interrupted;
    }
  }

  private static final RunId RUN = new RunId("simulated");

  private final Surroundings around;
  private final RunLoop loop;
  private final Deque<Mail> mailbox = new ArrayDeque<>();
  private final Map<Effect, Going> going = new LinkedHashMap<>();
  private boolean crashAtEffect;

  /** Creates an engine that has taken up what is durable of the run, and does nothing yet. */
  Engine(Surroundings around, Decider decider, SimulatedStore store) {
    this.around = around;
    this.loop =
        new RunLoop(
            RUN,
            around.world().submitted(),
            decider,
            store,
            new EffectReconciler(this),
            new Audience(store.events()));
    loop.restore(store.read(RUN, 0, Integer.MAX_VALUE));
  }

  RunState state() {
    return loop.state();
  }

  boolean isIdle() {
    return loop.isIdle();
  }

  /** Does what the thread of a run does with its mail. */
  void handle(List<Mail> mail) {
    loop.step(commands(mail));
    for (Mail item : mail) {
      if (item instanceof Mail.Ended ended) {
        loop.ended(ended.effect());
      }
    }
  }

  static List<Command> commands(List<Mail> mail) {
    List<Command> commands = new ArrayList<>();
    for (Mail item : mail) {
      if (item instanceof Mail.Do it) {
        commands.add(it.command());
      }
    }
    return commands;
  }

  void tell(Command command) {
    mailbox.add(new Mail.Do(command));
  }

  boolean hasMail() {
    return !mailbox.isEmpty();
  }

  List<Mail> take(int most) {
    List<Mail> mail = new ArrayList<>();
    while (mail.size() < most && hasMail()) {
      mail.add(mailbox.remove());
    }
    return mail;
  }

  /** Returns what is going on, in the order of starting. */
  Map<Effect, Going> going() {
    return going;
  }

  /** Lets the start of the next effect crash, or not. */
  void crashAtEffect(boolean crash) {
    crashAtEffect = crash;
  }

  @Override
  public void start(Effect effect) {
    if (crashAtEffect) {
      throw new Crash();
    }
    demandStartable(effect);
    Instant end = around.now().plus(around.takes(effect));
    Agenda.Entry entry = around.agenda().add(end, () -> end(effect, true));
    if (around.hangs(effect)) {
      entry.strike();
    }
    Runnable silence =
        effect instanceof Effect.RunAttempt run
            ? new Subagent(around, run.attempt(), end)::silence
            : () -> {};
    boolean checks = loop.state().plan().combine().check().isPresent();
    going.put(effect, new Going(entry, silence, checks));
  }

  private void demandStartable(Effect effect) {
    Set<Effect> same = going.keySet();
    if (same.stream().anyMatch(other -> other.subject().equals(effect.subject()))) {
      throw new Violation(
          "I8", effect + " starts while another with the same subject is going on: " + same);
    }
    if (effect instanceof Effect.RunAttempt run && !around.startedOnce().add(run.attempt())) {
      throw new Violation("I3", "attempt " + run.attempt() + " is carried out a second time");
    }
  }

  @Override
  public void interrupt(Effect effect) {
    Going it = going.get(effect);
    if (it == null) {
      return; // It has ended; the loop has not opened that mail yet.
    }
    it.interrupted = true;
    it.end.strike();
    it.silence.run();
    boolean insists = around.nature().insists(effect);
    around
        .agenda()
        .add(around.now().plus(around.nature().stopTakes(effect)), () -> end(effect, insists));
  }

  private void end(Effect effect, boolean withOutcome) {
    Going it = Objects.requireNonNull(going.remove(effect), "it has ended before");
    if (withOutcome) {
      if (effect instanceof Effect.Deliver deliver) {
        around.receive(deliver.attempt(), deliver.message().number());
      }
      outcome(effect, it.checks).ifPresent(around::deliver);
    }
    mailbox.add(new Mail.Ended(effect));
  }

  private Optional<Command> outcome(Effect effect, boolean checks) {
    Instant at = around.stamp();
    return Optional.of(
        switch (effect) {
          case Effect.RunAttempt run ->
              finish(
                  at,
                  run.attempt(),
                  run.base(),
                  around.nature().outcome(run.attempt()),
                  consumed(run.attempt()));
          case Effect.Salvage salvage ->
              finish(at, salvage.attempt(), salvage.base(), salvage.outcome(), Usage.NONE);
          case Effect.Deliver deliver ->
              new Command.Acknowledge(at, deliver.attempt(), deliver.message().number());
          case Effect.Verify verify ->
              new Command.FinishMerge(at, verify.number(), merge(verify, checks));
          case Effect.Publish publish ->
              new Command.FinishPublish(at, publish.number(), publish(publish));
          // An alarm looks at the very clock that it waits for.
          case Effect.Wake _ -> new Command.Tick(around.now());
        });
  }

  /** Returns what an attempt says at its end that it consumed: all of it, or nothing. */
  private Usage consumed(AttemptId attempt) {
    boolean says =
        around.world().has(Trait.CHARGES)
            && around.world().isPrompt(attempt.task())
            && around.world().dice().on("bill").on(attempt.task(), attempt.number()).percent(70);
    return says ? Subagent.usage(around.nature().consumes(attempt)) : Usage.NONE;
  }

  private Command finish(
      Instant at, AttemptId attempt, CommitId base, Outcome outcome, Usage usage) {
    boolean empty = around.nature().changesNothing(attempt.task());
    String reason = outcome == Outcome.SUCCEEDED ? "" : "it is so in this world";
    return new Command.FinishAttempt(
        at,
        attempt,
        new AttemptEnd(
            outcome,
            reason,
            null,
            around.repository().snapshot(attempt, base, empty),
            "",
            usage,
            outcome != Outcome.SUCCEEDED && around.nature().isHopeless(attempt)));
  }

  private MergeEnd merge(Effect.Verify verify, boolean checks) {
    return around.nature().verificationIsTroubled(verify.number())
        ? new MergeEnd.Troubled("it is so in this world")
        : around.repository().merge(verify, around.nature(), checks);
  }

  private PublishEnd publish(Effect.Publish publish) {
    if (around.nature().publishingFails(publish.number())) {
      return new PublishEnd.Failed("it is so in this world");
    }
    Head result = around.repository().publish(publish.head());
    return new PublishEnd.Published("manyhands/simulated", result.commit(), result.tree());
  }
}

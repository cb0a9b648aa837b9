package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What outlives an engine: time, the repository, and mail that is still on its way. */
final class Surroundings {
  /** When every simulated run starts. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final World world;
  private final Nature nature;
  private final Consumer<Command> mailbox;
  private final Repository repository = new Repository();
  private final Agenda agenda = new Agenda();
  private final Set<AttemptId> startedOnce = new HashSet<>();
  private final Map<AttemptId, Integer> received = new HashMap<>();
  private Instant now = START;
  private long questions;

  Surroundings(World world, Nature nature, Consumer<Command> mailbox) {
    this.world = world;
    this.nature = nature;
    this.mailbox = mailbox;
  }

  World world() {
    return world;
  }

  Nature nature() {
    return nature;
  }

  Repository repository() {
    return repository;
  }

  Agenda agenda() {
    return agenda;
  }

  /** Gives a command to the engine that there is. */
  void tell(Command command) {
    mailbox.accept(command);
  }

  /** Takes note that a subagent gets a message. */
  void receive(AttemptId attempt, int message) {
    int before = received.getOrDefault(attempt, 0);
    if (message <= before) {
      throw new Violation(
          "words", "%s gets message %d after %d".formatted(attempt, message, before));
    }
    received.put(attempt, message);
  }

  /** Returns the attempts that have ever been carried out. */
  Set<AttemptId> startedOnce() {
    return startedOnce;
  }

  Instant now() {
    return now;
  }

  /** Lets time pass up to this instant, if it is not over yet. */
  void passUntil(Instant time) {
    if (time.isAfter(now)) {
      now = time;
    }
  }

  /** Returns the time as an effect sees it. */
  Instant stamp() {
    Dice dice = next("skew");
    boolean behind = world.has(Trait.SKEWED_CLOCK) && dice.percent(30);
    return behind ? now.minus(dice.between(Duration.ZERO, Duration.ofMinutes(20))) : now;
  }

  /** Brings an outcome to the engine; another time later, where the world is like that. */
  void deliver(Command outcome) {
    mailbox.accept(outcome);
    Dice dice = next("again");
    if (!world.has(Trait.DUPLICATES) || outcome instanceof Command.Tick) {
      return;
    }
    for (int copies = dice.on("copies").below(3); copies > 0; copies--) {
      Duration late =
          dice.on("soon").on(copies).percent(50)
              ? dice.on(copies).between(Duration.ZERO, Duration.ofSeconds(20))
              : dice.on(copies).between(Duration.ZERO, Duration.ofHours(1));
      agenda.addOutside(now.plus(late), () -> mailbox.accept(outcome));
    }
  }

  Duration takes(Effect effect) {
    return switch (effect) {
      case Effect.RunAttempt run -> nature.attemptTakes(run.attempt());
      case Effect.Salvage salvage -> nature.salvageTakes(salvage.attempt());
      case Effect.Deliver _ -> next("reading").between(Duration.ZERO, Duration.ofMinutes(3));
      case Effect.Verify verify -> nature.verificationTakes(verify.number());
      case Effect.Publish publish -> nature.publishingTakes(publish.number());
      case Effect.Wake wake -> {
        Duration left = Duration.between(now, wake.due());
        Duration late = nature.alarmIsLate(questions++);
        yield left.isNegative() ? late : left.plus(late);
      }
    };
  }

  boolean hangs(Effect effect) {
    return switch (effect) {
      case Effect.RunAttempt run -> nature.hangs("run " + run.attempt(), 0);
      case Effect.Salvage salvage -> nature.hangs("salvage " + salvage.attempt(), 0);
      case Effect.Verify verify -> nature.hangs("verify", verify.number());
      case Effect.Publish publish -> nature.hangs("publish", publish.number());
      case Effect.Deliver _, Effect.Wake _ -> false;
    };
  }

  private Dice next(String question) {
    return world.dice().on(question).on(questions++);
  }
}

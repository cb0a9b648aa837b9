package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a subagent says while it is at work: what it consumes, asks, and writes down. */
final class Subagent {
  private final Surroundings around;
  private final AttemptId attempt;
  private final Dice dice;
  private final Instant from;
  private final Instant until;
  private final List<Agenda.Entry> words = new ArrayList<>();

  /**
   * Lets a subagent start to work.
   *
   * @param until when it ends, unless it is interrupted
   */
  Subagent(Surroundings around, AttemptId attempt, Instant until) {
    this.around = around;
    this.attempt = attempt;
    this.dice = around.world().dice().on("subagent").on(attempt.task(), attempt.number());
    this.from = around.now();
    this.until = until;
    World world = around.world();
    if (world.isPrompt(attempt.task())) {
      if (world.has(Trait.CHARGES)) {
        charge();
      }
      if (world.has(Trait.QUESTIONS)) {
        ask();
        note();
      }
    }
  }

  /** Lets it say nothing more. */
  void silence() {
    words.forEach(Agenda.Entry::strike);
  }

  static Usage usage(long tokens) {
    return new Usage(tokens - tokens / 3, tokens / 3, BigDecimal.ZERO);
  }

  private void charge() {
    long all = around.nature().consumes(attempt);
    for (int part = 1; part <= 4; part++) {
      long soFar = all * part / 4;
      say(from.plus(left().multipliedBy(part).dividedBy(5)), at -> charge(at, soFar));
    }
  }

  private Command charge(Instant at, long tokens) {
    return new Command.Charge(at, attempt, usage(tokens));
  }

  private void ask() {
    int count = dice.on("questions").below(4);
    for (int number = 1; number <= count; number++) {
      Dice own = dice.on("question").on(number);
      Duration patience = own.between(Duration.ofSeconds(1), Duration.ofMinutes(12));
      int asked = number;
      say(
          from.plus(left().multipliedBy(number).dividedBy(count + 1)),
          at ->
              new Command.Ask(
                  at,
                  attempt,
                  new Question(asked, Question.Kind.QUESTION, "which?", "any", at.plus(patience))));
      if (own.on("answered").percent(60)) {
        Instant answered = from.plus(own.on("when").between(Duration.ZERO, Duration.ofMinutes(10)));
        QuestionName to =
            own.on("which").percent(30)
                ? QuestionName.LONGEST_OPEN
                : new QuestionName(own.on("whose").percent(80) ? attempt.number() : 0, number);
        Supplier<Command> answer =
            () -> new Command.Answer(around.now(), attempt.task(), to, "answer " + asked);
        around.agenda().addOutside(answered, () -> around.tell(answer.get()));
      }
    }
  }

  private void note() {
    if (dice.on("note").percent(40)) {
      say(
          from.plus(left().dividedBy(2)),
          at -> new Command.Note(at, attempt, "a note of " + attempt));
    }
  }

  private Duration left() {
    return Duration.between(from, until);
  }

  private void say(Instant when, Function<Instant, Command> what) {
    words.add(around.agenda().add(when, () -> around.deliver(what.apply(around.stamp()))));
  }
}

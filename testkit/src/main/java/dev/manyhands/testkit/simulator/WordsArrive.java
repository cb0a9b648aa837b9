package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.util.function.Predicate;

/**
 * Messages are delivered in order, once, and are not lost while the task may hear them; what is
 * asked is answered by somebody or, in time (I12), with the fallback, and forgotten with whoever
 * asked.
 */
final class WordsArrive implements Invariant {
  private static final String NAME = "words";

  private final Decider decider;

  WordsArrive(Decider decider) {
    this.decider = decider;
  }

  @Override
  public void event(Moment moment, RunState before, Event event, RunState after) {
    switch (event) {
      case Event.MessageSent e -> {
        Ledger.Account task = moment.ledger().of(e.task());
        demand(e.number() == task.sent() + 1, event, "has a wrong number");
        demand(Funds.isPrompt(task.spec()), event, "a program cannot hear it");
        said(moment, event, c -> c instanceof Command.Send s && s.text().equals(e.text()));
      }
      case Event.MessageDelivered e -> {
        Ledger.Account task = moment.ledger().of(e.task());
        demand(e.number() == task.delivered() + 1, event, "is out of order");
        Command.Acknowledge word =
            new Command.Acknowledge(e.at(), new AttemptId(e.task(), e.attempt()), e.number());
        said(
            moment,
            event,
            c ->
                c instanceof Command.Acknowledge a
                    && a.attempt().equals(word.attempt())
                    && a.message() == word.message());
      }
      case Event.QuestionAsked e ->
          said(
              moment,
              event,
              c ->
                  c instanceof Command.Ask a
                      && a.attempt().equals(new AttemptId(e.task(), e.attempt()))
                      && a.question().equals(e.question()));
      case Event.QuestionAnswered e -> answered(moment, before, e);
      default -> {}
    }
  }

  private static void answered(Moment moment, RunState before, Event.QuestionAnswered event) {
    Question question =
        ((Live) before)
            .tasks().get(event.task()).talk().open().stream()
                .filter(q -> q.number() == event.number())
                .findFirst()
                .orElseThrow(() -> new Violation(NAME, event + ": it was not asked"));
    if (event.expired()) {
      demand(!question.deadline().isAfter(event.at()), event, "it is too early");
      demand(question.fallback().equals(event.text()), event, "it is not the fallback");
    } else {
      said(
          moment,
          event,
          c ->
              c instanceof Command.Answer a
                  && a.task().equals(event.task())
                  && isFor(a.question(), event)
                  && a.text().equals(event.text()));
    }
  }

  private static boolean isFor(QuestionName name, Event.QuestionAnswered event) {
    return (name.attempt() == 0 || name.attempt() == event.attempt())
        && (name.number() == 0 || name.number() == event.number());
  }

  @Override
  public void after(Moment moment) {
    if (moment.events().isEmpty() || !(moment.after() instanceof Live live)) {
      return;
    }
    for (Task task : live.tasks()) {
      Ledger.Account account = moment.ledger().of(task.id());
      if (task.state() instanceof TaskState.Running running) {
        if (account.delivered() < account.sent()) {
          demandDelivery(live, new AttemptId(task.id(), running.attempt()), account.delivered());
        }
        for (Question open : task.talk().open()) {
          demand(open.deadline().isAfter(live.now()), open, "is open past its deadline");
        }
      } else {
        demand(task.talk().open().isEmpty(), task.id(), "nobody waits for an answer any more");
      }
    }
  }

  private void demandDelivery(Live live, AttemptId attempt, int delivered) {
    boolean goesOn =
        decider.pending(live).stream()
            .anyMatch(
                effect ->
                    effect instanceof Effect.Deliver deliver
                        && deliver.attempt().equals(attempt)
                        && deliver.message().number() == delivered + 1);
    demand(goesOn, attempt, "nobody delivers message " + (delivered + 1));
  }

  private static void said(Moment moment, Event event, Predicate<Command> by) {
    demand(moment.commands().stream().anyMatch(by), event, "nobody said so");
  }

  private static void demand(boolean condition, Object what, String otherwise) {
    if (!condition) {
      throw new Violation(NAME, what + ": " + otherwise);
    }
  }
}

package dev.manyhands.core.run;

import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.TaskState.Ended;
import dev.manyhands.core.run.TaskState.Merging;
import dev.manyhands.core.run.TaskState.Ready;
import dev.manyhands.core.run.TaskState.Running;
import dev.manyhands.core.run.TaskState.Stopping;
import dev.manyhands.core.run.TaskState.Waiting;
import java.util.Optional;

/** What is said between subagents and those outside. */
final class Conversation {
  private Conversation() {}

  static void send(Draft draft, Command.Send command) {
    Optional<Task> found = draft.live().tasks().find(command.task());
    if (found.isEmpty() || !hears(found.get())) {
      return;
    }
    Task task = found.get();
    draft.record(
        new Event.MessageSent(
            draft.now(), task.id(), task.talk().sent() + 1, command.text(), command.interrupt()));
  }

  /** Says whether a message to this task may yet be heard. */
  static boolean hears(Task task) {
    return task.spec().work() instanceof Work.Prompt
        && switch (task.state()) {
          case Waiting _, Ready _, Running _ -> true;
          // What was lost with its engine is tried again.
          case Stopping stopping -> stopping.outcome() == Outcome.LOST;
          case Merging _, Ended _ -> false;
        };
  }

  static void acknowledge(Draft draft, Command.Acknowledge command) {
    Optional<Task> task = atWork(draft, command.attempt());
    if (task.isPresent() && task.get().talk().isNext(command.message())) {
      draft.record(
          new Event.MessageDelivered(
              draft.now(), task.get().id(), command.attempt().number(), command.message()));
    }
  }

  static void ask(Draft draft, Command.Ask command) {
    Optional<Task> task = atWork(draft, command.attempt());
    if (task.isPresent()
        && task.get().state() instanceof Running
        && command.question().number() > task.get().talk().asked()) {
      draft.record(
          new Event.QuestionAsked(
              draft.now(), task.get().id(), command.attempt().number(), command.question()));
    }
  }

  static void answer(Draft draft, Command.Answer command) {
    Optional<Task> found = draft.live().tasks().find(command.task());
    if (found.isEmpty() || !(found.get().state() instanceof Running running)) {
      return;
    }
    found
        .get()
        .talk()
        .find(command.question(), running.attempt())
        .ifPresent(
            question ->
                draft.record(
                    new Event.QuestionAnswered(
                        draft.now(),
                        command.task(),
                        running.attempt(),
                        question.number(),
                        command.text(),
                        false)));
  }

  /** Answers what nobody has answered in time. */
  static void expire(Draft draft, Task task, Running running) {
    for (Question question : task.talk().open()) {
      if (!question.deadline().isAfter(draft.now())) {
        draft.record(
            new Event.QuestionAnswered(
                draft.now(),
                task.id(),
                running.attempt(),
                question.number(),
                question.fallback(),
                true));
      }
    }
  }

  static void note(Draft draft, Command.Note command) {
    atWork(draft, command.attempt())
        .ifPresent(
            task ->
                draft.record(
                    new Event.Noted(
                        draft.now(), task.id(), command.attempt().number(), command.text())));
  }

  /** Returns the task whose current attempt this is. */
  static Optional<Task> atWork(Draft draft, AttemptId attempt) {
    return draft
        .live()
        .tasks()
        .find(attempt.task())
        .filter(
            task ->
                switch (task.state()) {
                  case Running running -> running.attempt() == attempt.number();
                  case Stopping stopping -> stopping.attempt() == attempt.number();
                  case Waiting _, Ready _, Merging _, Ended _ -> false;
                });
  }
}

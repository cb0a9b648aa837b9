package dev.manyhands.core.run;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Command.PublishEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Commands as tests write them: without the time, which the scenario knows. */
@FunctionalInterface
public interface Asks extends Function<Instant, Command> {

  static Asks start() {
    return now -> new Command.Start(now, Things.BASE, List.of());
  }

  static Asks resume() {
    return Command.Resume::new;
  }

  static Asks loseTime(Duration lost) {
    return now -> new Command.LoseTime(now, lost);
  }

  static Asks tick() {
    return Command.Tick::new;
  }

  static Asks cancelRun(String reason) {
    return now -> new Command.CancelRun(now, reason);
  }

  static Asks cancelTask(String task, String reason) {
    return now -> new Command.CancelTask(now, Things.id(task), reason);
  }

  static Asks add(Plans.Spec... tasks) {
    List<TaskSpec> specs = Arrays.stream(tasks).map(Plans.Spec::build).toList();
    return now -> new Command.AddTasks(now, specs);
  }

  static Asks close() {
    return now -> new Command.CloseRun(now, null, null);
  }

  static Asks close(Check check) {
    return now -> new Command.CloseRun(now, check, null);
  }

  static Asks send(String task, String text) {
    return now -> new Command.Send(now, Things.id(task), text, false);
  }

  static Asks acknowledge(String attempt, int message) {
    return now -> new Command.Acknowledge(now, Things.attempt(attempt), message);
  }

  /** Asks a question that waits for ten minutes. */
  static Asks ask(String attempt, int number) {
    return now -> new Command.Ask(now, Things.attempt(attempt), Things.question(number, now));
  }

  static Asks answer(String task, int question, String text) {
    return answer(task, new QuestionName(0, question), text);
  }

  static Asks answer(String task, QuestionName question, String text) {
    return now -> new Command.Answer(now, Things.id(task), question, text);
  }

  static Asks note(String attempt, String text) {
    return now -> new Command.Note(now, Things.attempt(attempt), text);
  }

  static Asks charge(String attempt, long tokens) {
    return now -> new Command.Charge(now, Things.attempt(attempt), Things.usage(tokens));
  }

  static Asks finish(String attempt, AttemptEnd end) {
    return now -> new Command.FinishAttempt(now, Things.attempt(attempt), end);
  }

  static Asks succeed(String attempt) {
    return finish(attempt, Things.success(attempt));
  }

  static Asks mergePasses(int number, Head head, MergeEnd.Conflict... conflicts) {
    return now ->
        new Command.FinishMerge(
            now, number, new MergeEnd.Passed(head, Arrays.asList(conflicts), 7L));
  }

  static MergeEnd.Conflict conflict(String attempt, String reason) {
    return new MergeEnd.Conflict(Things.attempt(attempt), reason);
  }

  static Asks mergeFails(int number, String reason) {
    return now ->
        new Command.FinishMerge(now, number, new MergeEnd.Failed(Things.tree("red"), 7L, reason));
  }

  static Asks mergeTroubles(int number, String reason) {
    return now -> new Command.FinishMerge(now, number, new MergeEnd.Troubled(reason));
  }

  static Asks publish(int number) {
    Head result = Things.head("result");
    return now ->
        new Command.FinishPublish(
            now, number, new PublishEnd.Published("manyhands/r", result.commit(), result.tree()));
  }

  static Asks publishFails(int number, String reason) {
    return now -> new Command.FinishPublish(now, number, new PublishEnd.Failed(reason));
  }
}

package dev.manyhands.engine.event;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.json.JsonObject;
import dev.manyhands.engine.plan.PlanCodec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the fields that {@link EventWriter} writes; passes over those that it does not know. */
final class EventReader {
  private EventReader() {}

  static Event read(JsonObject json) {
    Instant at = json.instant("at");
    String type = json.text("type");
    return switch (type) {
      case "RunStarted" -> new Event.RunStarted(at, head(json, "base"), json.texts("warnings"));
      case "RunResumed" -> new Event.RunResumed(at);
      case "MergesUndone" -> new Event.MergesUndone(at);
      case "TimeLost" -> new Event.TimeLost(at, Duration.ofMillis(json.number("ms")));
      case "RunCancelling" -> new Event.RunCancelling(at, json.text("reason"), json.flag("asked"));
      case "TasksAdded" ->
          new Event.TasksAdded(
              at, json.objects("tasks").stream().map(PlanCodec::readTask).toList());
      case "RunClosed" ->
          new Event.RunClosed(at, check(json), json.has("message") ? json.text("message") : null);
      case "MessageSent" ->
          new Event.MessageSent(
              at, task(json), number(json), json.text("text"), json.flag("interrupt"));
      case "MessageDelivered" ->
          new Event.MessageDelivered(at, task(json), attempt(json), number(json));
      case "QuestionAsked" ->
          new Event.QuestionAsked(at, task(json), attempt(json), question(json.object("question")));
      case "QuestionAnswered" ->
          new Event.QuestionAnswered(
              at, task(json), attempt(json), number(json), json.text("text"), json.flag("expired"));
      case "Noted" -> new Event.Noted(at, task(json), attempt(json), json.text("text"));
      case "AttemptCharged" ->
          new Event.AttemptCharged(at, task(json), attempt(json), usage(json.object("usage")));
      case "AttemptStarted" ->
          new Event.AttemptStarted(at, task(json), attempt(json), commit(json, "base"));
      case "AttemptStopping" ->
          new Event.AttemptStopping(
              at, task(json), attempt(json), outcome(json), json.text("reason"));
      case "AttemptEnded" ->
          new Event.AttemptEnded(at, task(json), attempt(json), end(json.object("end")));
      case "TaskRetried" -> new Event.TaskRetried(at, task(json), json.instant("notBefore"));
      case "TaskReturned" ->
          new Event.TaskReturned(at, task(json), attempt(json), outcome(json), json.text("reason"));
      case "TaskMerged" -> new Event.TaskMerged(at, task(json), attempt(json));
      case "TaskSucceeded" -> new Event.TaskSucceeded(at, task(json), attempt(json));
      case "TaskFailed" -> new Event.TaskFailed(at, task(json), json.text("reason"));
      case "TaskCancelled" -> new Event.TaskCancelled(at, task(json), json.text("reason"));
      case "TaskSkipped" -> new Event.TaskSkipped(at, task(json), new TaskId(json.text("because")));
      case "MergeStarted" -> new Event.MergeStarted(at, number(json), json.integer("size"));
      case "MergePassed" ->
          new Event.MergePassed(
              at,
              number(json),
              head(json, "head"),
              json.has("checkMs") ? json.number("checkMs") : null);
      case "MergeFailed" ->
          new Event.MergeFailed(
              at, number(json), tree(json), json.number("checkMs"), json.text("reason"));
      case "MergeTroubled" ->
          new Event.MergeTroubled(at, number(json), json.instant("notBefore"), json.text("reason"));
      case "PublishStarted" -> new Event.PublishStarted(at);
      case "PublishFailed" ->
          new Event.PublishFailed(at, json.text("reason"), json.instant("notBefore"));
      case "ResultPublished" ->
          new Event.ResultPublished(at, json.text("branch"), commit(json, "commit"), tree(json));
      case "RunFinished" -> new Event.RunFinished(at, status(json), json.text("reason"));
      default -> throw new IllegalArgumentException("no event is called " + type);
    };
  }

  private static TaskId task(JsonObject json) {
    return new TaskId(json.text("task"));
  }

  private static int attempt(JsonObject json) {
    return json.integer("attempt");
  }

  private static int number(JsonObject json) {
    return json.integer("number");
  }

  private static @Nullable Check check(JsonObject json) {
    if (!json.has("check")) {
      return null;
    }
    JsonObject check = json.object("check");
    return new Check(check.texts("argv"), check.duration("timeout"));
  }

  private static Question question(JsonObject json) {
    return new Question(
        number(json),
        kind(json),
        json.text("text"),
        json.text("fallback"),
        json.instant("deadline"));
  }

  private static Question.Kind kind(JsonObject json) {
    String word = json.text("kind");
    for (Question.Kind kind : Question.Kind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no question is of kind " + word);
  }

  private static CommitId commit(JsonObject json, String name) {
    return new CommitId(json.text(name));
  }

  private static TreeId tree(JsonObject json) {
    return new TreeId(json.text("tree"));
  }

  private static Head head(JsonObject json, String name) {
    JsonObject head = json.object(name);
    return new Head(commit(head, "commit"), tree(head));
  }

  private static AttemptEnd end(JsonObject json) {
    return new AttemptEnd(
        outcome(json),
        json.text("reason"),
        json.has("exitCode") ? json.integer("exitCode") : null,
        json.has("change") ? change(json.object("change")) : null,
        json.text("summary"),
        usage(json.object("usage")),
        json.isSet("hopeless"));
  }

  private static Change change(JsonObject json) {
    return new Change(
        commit(json, "commit"),
        tree(json),
        json.integer("files"),
        json.integer("insertions"),
        json.integer("deletions"));
  }

  private static Usage usage(JsonObject json) {
    return new Usage(
        json.number("inputTokens"), json.number("outputTokens"), json.decimal("costUsd"));
  }

  private static Outcome outcome(JsonObject json) {
    String word = json.text("outcome");
    for (Outcome outcome : Outcome.values()) {
      if (outcome.word().equals(word)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("no outcome is called " + word);
  }

  private static RunStatus status(JsonObject json) {
    String word = json.text("status");
    for (RunStatus status : RunStatus.values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException("no status is called " + word);
  }
}

package dev.manyhands.engine.event;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.json.JsonText;
import dev.manyhands.engine.plan.PlanCodec;

/** Writes the fields of events; what may be missing is left out when it is. */
final class EventWriter {
  private EventWriter() {}

  static void write(Event event, JsonText to) {
    to.put("type", event.getClass().getSimpleName());
    to.put("at", event.at().toString());
    if (event instanceof Event.OfTask about) {
      to.put("task", about.task().value());
    }
    switch (event) {
      case Event.RunStarted e -> head("base", e.base(), to).texts("warnings", e.warnings());
      case Event.RunResumed _, Event.MergesUndone _ -> {}
      case Event.TimeLost e -> to.put("ms", e.lost().toMillis());
      case Event.RunCancelling e -> to.put("reason", e.reason()).put("asked", e.asked());
      case Event.TasksAdded e -> to.objects("tasks", e.tasks(), PlanCodec::write);
      case Event.RunClosed e -> closed(e, to);
      case Event.MessageSent e ->
          to.put("number", e.number()).put("text", e.text()).put("interrupt", e.interrupt());
      case Event.MessageDelivered e -> to.put("attempt", e.attempt()).put("number", e.number());
      case Event.QuestionAsked e ->
          to.put("attempt", e.attempt())
              .put("question", question -> question(e.question(), question));
      case Event.QuestionAnswered e ->
          to.put("attempt", e.attempt())
              .put("number", e.number())
              .put("text", e.text())
              .put("expired", e.expired());
      case Event.Noted e -> to.put("attempt", e.attempt()).put("text", e.text());
      case Event.AttemptCharged e ->
          to.put("attempt", e.attempt()).put("usage", usage -> usage(e.usage(), usage));
      case Event.AttemptStarted e -> to.put("attempt", e.attempt()).put("base", e.base().hex());
      case Event.AttemptStopping e ->
          to.put("attempt", e.attempt())
              .put("outcome", e.outcome().word())
              .put("reason", e.reason());
      case Event.AttemptEnded e ->
          to.put("attempt", e.attempt()).put("end", end -> end(e.end(), end));
      case Event.TaskRetried e -> to.put("notBefore", e.notBefore().toString());
      case Event.TaskReturned e ->
          to.put("attempt", e.attempt())
              .put("outcome", e.outcome().word())
              .put("reason", e.reason());
      case Event.TaskMerged e -> to.put("attempt", e.attempt());
      case Event.TaskSucceeded e -> to.put("attempt", e.attempt());
      case Event.TaskFailed e -> to.put("reason", e.reason());
      case Event.TaskCancelled e -> to.put("reason", e.reason());
      case Event.TaskSkipped e -> to.put("because", e.because().value());
      case Event.MergeStarted e -> to.put("number", e.number()).put("size", e.size());
      case Event.MergePassed e ->
          head("head", e.head(), to.put("number", e.number())).put("checkMs", e.checkMsOrNull());
      case Event.MergeFailed e ->
          to.put("number", e.number())
              .put("tree", e.tree().hex())
              .put("checkMs", e.checkMs())
              .put("reason", e.reason());
      case Event.MergeTroubled e ->
          to.put("number", e.number())
              .put("notBefore", e.notBefore().toString())
              .put("reason", e.reason());
      case Event.PublishStarted _ -> {}
      case Event.PublishFailed e ->
          to.put("reason", e.reason()).put("notBefore", e.notBefore().toString());
      case Event.ResultPublished e ->
          to.put("branch", e.branch()).put("commit", e.commit().hex()).put("tree", e.tree().hex());
      case Event.RunFinished e -> to.put("status", e.status().word()).put("reason", e.reason());
    }
  }

  private static void closed(Event.RunClosed event, JsonText to) {
    Check check = event.checkOrNull();
    if (check != null) {
      to.put(
          "check",
          json -> json.texts("argv", check.argv()).put("timeout", check.timeout().toString()));
    }
    to.put("message", event.messageOrNull());
  }

  private static void question(Question question, JsonText to) {
    to.put("number", question.number())
        .put("kind", question.kind().word())
        .put("text", question.text())
        .put("fallback", question.fallback())
        .put("deadline", question.deadline().toString());
  }

  private static JsonText head(String name, Head head, JsonText to) {
    return to.put(
        name, json -> json.put("commit", head.commit().hex()).put("tree", head.tree().hex()));
  }

  private static void end(AttemptEnd end, JsonText to) {
    to.put("outcome", end.outcome().word())
        .put("reason", end.reason())
        .put("exitCode", end.exitCodeOrNull());
    end.change().ifPresent(change -> to.put("change", json -> change(change, json)));
    to.put("summary", end.summary())
        .put("usage", json -> usage(end.usage(), json))
        .ifSet("hopeless", end.hopeless());
  }

  private static void change(Change change, JsonText to) {
    to.put("commit", change.commit().hex())
        .put("tree", change.tree().hex())
        .put("files", change.files())
        .put("insertions", change.insertions())
        .put("deletions", change.deletions());
  }

  private static void usage(Usage usage, JsonText to) {
    to.put("inputTokens", usage.inputTokens())
        .put("outputTokens", usage.outputTokens())
        .put("costUsd", usage.costUsd());
  }
}

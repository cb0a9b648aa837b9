package dev.manyhands.engine;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.QuestionName;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one process asks of the engine of another. */
sealed interface RunRequest {
  /** Returns what is to be decided. */
  Command command(Instant now);

  /** Ends a run, or one task of it. */
  record Cancel(Optional<TaskId> task, String reason) implements RunRequest {
    @Override
    public Command command(Instant now) {
      return task.isPresent()
          ? new Command.CancelTask(now, task.get(), reason)
          : new Command.CancelRun(now, reason);
    }
  }

  /** Sends a text to a task's subagent. */
  record Send(TaskId task, String text, boolean interrupt) implements RunRequest {
    @Override
    public Command command(Instant now) {
      return new Command.Send(now, task, text, interrupt);
    }
  }

  /** Answers a question. */
  record Answer(TaskId task, QuestionName question, String text) implements RunRequest {
    @Override
    public Command command(Instant now) {
      return new Command.Answer(now, task, question, text);
    }
  }

  /** Returns it as JSON. */
  default String json() {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    switch (this) {
      case Cancel cancel -> {
        node.put("type", "cancel").put("reason", cancel.reason());
        cancel.task().ifPresent(task -> node.put("task", task.value()));
      }
      case Send send ->
          node.put("type", "send")
              .put("task", send.task().value())
              .put("text", send.text())
              .put("interrupt", send.interrupt());
      case Answer answer ->
          node.put("type", "answer")
              .put("task", answer.task().value())
              .put("attempt", answer.question().attempt())
              .put("question", answer.question().number())
              .put("text", answer.text());
    }
    return node.toString();
  }

  /** Returns what was written; empty for a kind that this version does not know. */
  static Optional<RunRequest> parse(String json) {
    JsonNode node = JsonMapper.shared().readTree(json);
    Optional<TaskId> task =
        Optional.ofNullable(node.path("task").stringValue(null)).map(TaskId::new);
    return switch (node.path("type").stringValue("")) {
      case "cancel" ->
          Optional.of(new Cancel(task, node.path("reason").stringValue("it was cancelled")));
      case "send" ->
          Optional.of(
              new Send(
                  task.orElseThrow(),
                  node.path("text").stringValue(""),
                  node.path("interrupt").booleanValue(false)));
      case "answer" ->
          Optional.of(
              new Answer(
                  task.orElseThrow(),
                  new QuestionName(
                      node.path("attempt").intValue(0), node.path("question").intValue(0)),
                  node.path("text").stringValue("")));
      default -> Optional.empty();
    };
  }
}

package dev.manyhands.app.mcp;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.Tasks;
import dev.manyhands.engine.OpenQuestion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool answers.
 *
 * @param body its own fields
 * @param view the run that it is about; empty for none
 */
record Answer(ObjectNode body, Optional<RunView> view) {
  /** How many ids a list of ids has at the most. */
  static final int MOST_IDS = 200;

  private static final int MOST_QUESTIONS = 20;

  /** Begins an answer about a run. */
  static Answer about(RunView view) {
    return new Answer(
        JsonMapper.shared().createObjectNode().put("run", view.run().value()), Optional.of(view));
  }

  /** Begins an answer that is about no run; it still tells what happened in the client's own. */
  static Answer about(Connection connection) throws InterruptedException {
    Optional<RunView> own = connection.current();
    if (own.isPresent()) {
      own.get().catchUp();
      return about(own.get());
    }
    return new Answer(JsonMapper.shared().createObjectNode().putNull("run"), Optional.empty());
  }

  /** Returns it whole: with the cursor, what has ended since, and what subagents ask. */
  ObjectNode complete() {
    if (view.isEmpty()) {
      body.put("cursor", 0).putArray("finished_since");
      return body;
    }
    RunView.Told told = view.get().tell();
    body.put("cursor", told.cursor());
    ArrayNode finished = body.putArray("finished_since");
    for (TaskId id : told.tasks()) {
      view.get().task(id).ifPresent(task -> finished(finished.addObject(), task));
    }
    questions(view.get());
    return body;
  }

  private static void finished(ObjectNode item, TaskReport task) {
    item.put("id", task.id().value()).put("state", task.state());
    if (task.reasonOrNull() != null) {
      item.put("reason", task.reasonOrNull());
    }
  }

  private void questions(RunView view) {
    if (view.tasks().map(Tasks::atWork).orElse(List.of()).stream().noneMatch(Task::needsInput)) {
      return;
    }
    ArrayNode questions = body.putArray("questions");
    for (OpenQuestion open :
        view.orchestrator().questions(view.run()).stream().limit(MOST_QUESTIONS).toList()) {
      questions
          .addObject()
          .put("id", open.attempt().task().value())
          .put("attempt", open.attempt().number())
          .put("question", open.question().number())
          .put("kind", open.question().kind().word())
          .put("text", open.question().text())
          .put("until", open.question().deadline().toString());
    }
  }

  static Map<TaskId, TaskReport> byId(Report report) {
    Map<TaskId, TaskReport> tasks = new HashMap<>();
    report.tasks().forEach(task -> tasks.put(task.id(), task));
    return tasks;
  }

  /** Adds a list of ids, and how many more there are. */
  void ids(String name, Collection<TaskId> ids) {
    ArrayNode list = body.putArray(name);
    ids.stream().limit(MOST_IDS).forEach(id -> list.add(id.value()));
    if (ids.size() > MOST_IDS) {
      body.put("more_" + name, ids.size() - MOST_IDS);
    }
  }

  /** Adds a list of texts, unless it is empty. */
  void texts(String name, List<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode list = body.putArray(name);
      texts.forEach(list::add);
    }
  }
}

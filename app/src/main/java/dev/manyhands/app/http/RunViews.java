package dev.manyhands.app.http;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.OpenQuestion;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.report.JsonReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How runs and questions look in JSON, and back. */
final class RunViews {
  private RunViews() {}

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  static ObjectNode summary(RunSummary run, Place place) {
    return object()
        .put("run", run.id().value())
        .put("name", run.name())
        .put("status", run.status())
        .put("tasks", run.tasks())
        .put("createdAt", run.createdAt().toString())
        .put("folder", place.engine().folder(run.id()).root().toString())
        .put("repo", place.directory().toString());
  }

  /** Returns a page of a run's tasks, and how many there are in each state. */
  static ObjectNode tasks(Report report, int from, int most) {
    ObjectNode node = object();
    ObjectNode states = node.putObject("states");
    report.tasks().stream()
        .collect(
            Collectors.groupingBy(Report.TaskReport::state, TreeMap::new, Collectors.counting()))
        .forEach(states::put);
    ArrayNode tasks = node.putArray("tasks");
    report.tasks().stream()
        .skip(from)
        .limit(most)
        .forEach(task -> tasks.add(JsonReport.task(task)));
    node.put("total", report.tasks().size());
    return node;
  }

  static ObjectNode questions(List<OpenQuestion> open) {
    ObjectNode node = object();
    ArrayNode array = node.putArray("questions");
    for (OpenQuestion each : open) {
      Question question = each.question();
      array
          .addObject()
          .put("task", each.attempt().task().value())
          .put("attempt", each.attempt().number())
          .put("number", question.number())
          .put("kind", question.kind().word())
          .put("text", question.text())
          .put("fallback", question.fallback())
          .put("deadline", question.deadline().toString());
    }
    return node;
  }

  static OpenQuestion question(JsonNode node) {
    Question.Kind kind =
        node.path("kind").stringValue("").equals(Question.Kind.APPROVAL.word())
            ? Question.Kind.APPROVAL
            : Question.Kind.QUESTION;
    return new OpenQuestion(
        new AttemptId(
            new TaskId(node.path("task").stringValue("")), node.path("attempt").intValue(1)),
        new Question(
            node.path("number").intValue(1),
            kind,
            node.path("text").stringValue(""),
            node.path("fallback").stringValue(""),
            Instant.parse(node.path("deadline").stringValue(Instant.EPOCH.toString()))));
  }

  static RunSummary summary(JsonNode node) {
    return new RunSummary(
        new RunId(node.path("run").stringValue("")),
        node.path("name").stringValue(""),
        node.path("status").stringValue(""),
        node.path("tasks").intValue(0),
        Instant.parse(node.path("createdAt").stringValue(Instant.EPOCH.toString())));
  }

  static ObjectNode of(Map<String, String> texts) {
    ObjectNode node = object();
    texts.forEach(node::put);
    return node;
  }
}

package dev.manyhands.engine.report;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.CheckReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a report for programs, in the shape that scripts and main agents rely on: fields are
 * added, never changed or dropped. Times are UTC, ISO 8601 to the millisecond; spans are
 * milliseconds; what is not known is null.
 */
public final class JsonReport {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build()
          .writer()
          .with(printer());

  private JsonReport() {}

  /** Returns the report as one JSON document, indented, with a line feed at its end. */
  public static String write(Report report) {
    return WRITER.writeValueAsString(tree(report)) + "\n";
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter()
        .withSeparators(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /** Returns the report as a tree, to be part of a larger document. */
  public static ObjectNode tree(Report report) {
    ObjectNode root = object();
    root.put("run", report.run().value());
    root.put("name", report.name());
    root.put("status", report.status());
    root.put("reason", report.reason().isEmpty() ? null : report.reason());
    root.put("base", report.baseOrNull() == null ? null : report.baseOrNull().hex());
    root.set("result", result(report.resultOrNull()));
    root.put("startedAt", instant(report.startedAtOrNull()));
    root.put("endedAt", instant(report.endedAtOrNull()));
    ArrayNode warnings = root.putArray("warnings");
    report.warnings().forEach(warnings::add);
    ArrayNode tasks = root.putArray("tasks");
    report.tasks().forEach(task -> tasks.add(task(task)));
    ArrayNode checks = root.putArray("checks");
    report.checks().forEach(check -> checks.add(check(check)));
    root.set("tests", tests(report.tests()));
    root.set("usage", usage(report.usage()));
    root.put("wallMs", report.wall().toMillis());
    root.put("busyMs", report.busy().toMillis());
    root.put("criticalPathMs", report.criticalPathTime().toMillis());
    root.set("criticalPath", ids(report.criticalPath()));
    return root;
  }

  private static JsonNode result(Report.@Nullable Result result) {
    if (result == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    return object()
        .put("branch", result.branch())
        .put("commit", result.commit().hex())
        .put("tree", result.tree().hex());
  }

  /** Returns one task as it is in the report's tree. */
  public static ObjectNode task(TaskReport task) {
    ObjectNode node = object();
    node.put("id", task.id().value());
    node.put("title", task.title());
    node.put("agent", task.agent());
    node.put("state", task.state());
    node.put("reason", task.reasonOrNull());
    node.set("needs", ids(task.needs()));
    node.set("changed", change(task.changeOrNull()));
    node.put("ref", task.refOrNull());
    node.set("result", resultOf(task));
    ArrayNode attempts = node.putArray("attempts");
    task.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    return node;
  }

  /** The structured result as it is; a text where there is none. */
  private static JsonNode resultOf(TaskReport task) {
    return task.resultOrNull() == null
        ? JsonNodeFactory.instance.stringNode(task.summary())
        : JsonMapper.shared().readTree(task.resultOrNull());
  }

  private static ObjectNode attempt(AttemptReport attempt) {
    ObjectNode node = object();
    node.put("number", attempt.number());
    node.put("agent", attempt.agent());
    node.put("outcome", attempt.outcomeOrNull());
    node.put("reason", attempt.reason().isEmpty() ? null : attempt.reason());
    node.put("exitCode", attempt.exitCodeOrNull());
    node.put("base", attempt.base().hex());
    node.put("startedAt", instant(attempt.startedAt()));
    node.put("endedAt", instant(attempt.endedAtOrNull()));
    node.put("queuedMs", attempt.queued().toMillis());
    node.set("changed", change(attempt.changeOrNull()));
    node.set("usage", usage(attempt.usage()));
    return node;
  }

  private static JsonNode change(@Nullable Change change) {
    if (change == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    return object()
        .put("files", change.files())
        .put("insertions", change.insertions())
        .put("deletions", change.deletions())
        .put("commit", change.commit().hex());
  }

  private static ObjectNode check(CheckReport check) {
    ObjectNode node = object();
    node.put("number", check.number());
    node.put("tree", check.tree().hex());
    node.set("tasks", ids(check.tasks()));
    node.put("passed", check.passed());
    node.put("endedAt", instant(check.endedAt()));
    node.put("ms", check.took().toMillis());
    return node;
  }

  private static ObjectNode tests(Report.Tests tests) {
    return object()
        .put("total", tests.total())
        .put("passed", tests.passed())
        .put("failed", tests.failed())
        .put("skipped", tests.skipped());
  }

  private static ObjectNode usage(Usage usage) {
    return object()
        .put("inputTokens", usage.inputTokens())
        .put("outputTokens", usage.outputTokens())
        .put("costUsd", usage.costUsd());
  }

  private static ArrayNode ids(List<TaskId> tasks) {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    tasks.forEach(task -> ids.add(task.value()));
    return ids;
  }

  private static @Nullable String instant(@Nullable Instant instant) {
    return instant == null ? null : INSTANT.format(instant);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}

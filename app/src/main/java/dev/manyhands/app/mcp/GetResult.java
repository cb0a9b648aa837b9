package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report.AttemptReport;
import dev.manyhands.core.report.Report.TaskReport;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.attempt.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what became of one task. */
final class GetResult implements McpTool {
  private static final Set<String> PARTS = Words.of("summary", "diff", "transcript");
  private static final long LARGEST_RESULT = 64 * 1024;

  @Override
  public String name() {
    return "get_result";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    Arguments arguments = call.arguments();
    TaskId id = arguments.task();
    String part = arguments.oneOf("part", "summary", PARTS);
    int page = arguments.integer("page", 1, 1_000_000).orElse(1);
    RunView view = call.view();
    WaitAgents.demandKnown(view, Set.of(id));
    TaskReport task = view.task(id).orElseThrow();
    Answer answer = Answer.about(view);
    answer.body().put("id", id.value()).put("state", task.state()).put("part", part);
    switch (part) {
      case "diff" -> page(answer, page, diff(view, id, page));
      case "transcript" -> page(answer, page, transcript(view, task, page));
      default -> {
        page(answer, page, new TextPage(1));
        answer.body().remove("text");
        summary(answer.body(), view, task);
      }
    }
    return answer;
  }

  private static void page(Answer answer, int number, TextPage page) {
    if (number > page.pages()) {
      throw ManyhandsException.usage(
          "there is no page %d".formatted(number), "the last is %d".formatted(page.pages()));
    }
    answer.body().put("page", number).put("pages", page.pages()).put("text", page.text());
  }

  /** Returns a page of what the latest attempt of a task changed. */
  static TextPage diff(RunView view, TaskId id, int number) throws InterruptedException {
    TextPage page = new TextPage(number);
    view.orchestrator()
        .diff(
            view.run(),
            Optional.of(id),
            List.of("--no-color", "--src-prefix=a/", "--dst-prefix=b/"),
            page);
    return page;
  }

  /** Returns a page of what the latest attempt of a task said and did, or else printed. */
  static TextPage transcript(RunView view, TaskReport task, int number) {
    if (task.attempts().isEmpty()) {
      throw ManyhandsException.usage("task '%s' has not started".formatted(task.id()), "");
    }
    RunFolder folder = view.orchestrator().folder(view.run());
    AttemptId attempt = new AttemptId(task.id(), task.attempts().getLast().number());
    TextPage page = new TextPage(number);
    try {
      // A program says nothing but what it prints.
      boolean program = task.agent().equals(AgentName.COMMAND.value());
      for (Path file :
          program
              ? List.of(folder.output(attempt))
              : List.of(folder.transcript(attempt), folder.output(attempt))) {
        if (Files.isRegularFile(file) && Files.size(file) > 0) {
          Files.copy(file, page);
          return page;
        }
      }
      return page;
    } catch (IOException e) {
      throw ManyhandsException.external("the transcript cannot be read: " + e.getMessage(), "", e);
    }
  }

  private static void summary(ObjectNode body, RunView view, TaskReport task)
      throws InterruptedException {
    body.put("title", task.title()).put("agent", task.agent()).put("reason", task.reasonOrNull());
    result(body, view, task);
    if (task.changeOrNull() == null) {
      body.putNull("changed");
    } else {
      body.putObject("changed")
          .put("files", task.changeOrNull().files())
          .put("insertions", task.changeOrNull().insertions())
          .put("deletions", task.changeOrNull().deletions());
      if (!task.changeOrNull().isEmpty()) {
        body.put("stat", stat(view, task.id()));
      }
    }
    body.put("ref", task.refOrNull());
    ArrayNode attempts = body.putArray("attempts");
    long input = 0;
    long output = 0;
    double cost = 0;
    for (AttemptReport attempt : task.attempts()) {
      ObjectNode item =
          attempts
              .addObject()
              .put("number", attempt.number())
              .put("agent", attempt.agent())
              .put("outcome", attempt.outcomeOrNull())
              .put("reason", attempt.reason())
              .put("exit_code", attempt.exitCodeOrNull());
      if (attempt.endedAtOrNull() != null) {
        item.put("ms", Duration.between(attempt.startedAt(), attempt.endedAtOrNull()).toMillis());
      }
      input += attempt.usage().inputTokens();
      output += attempt.usage().outputTokens();
      cost += attempt.usage().costUsd().doubleValue();
    }
    body.putObject("usage")
        .put("input_tokens", input)
        .put("output_tokens", output)
        .put("cost_usd", cost);
  }

  /** Adds the structured result, the whole last message, or what the report has of it. */
  private static void result(ObjectNode body, RunView view, TaskReport task) {
    body.put("result", task.summary());
    if (task.attempts().isEmpty()) {
      return;
    }
    RunFolder folder = view.orchestrator().folder(view.run());
    AttemptId attempt = new AttemptId(task.id(), task.attempts().getLast().number());
    try {
      if (isSmall(folder.result(attempt))) {
        body.set("result", JsonMapper.shared().readTree(Files.readString(folder.result(attempt))));
      } else if (isSmall(folder.message(attempt))) {
        body.put("result", Files.readString(folder.message(attempt)));
      }
    } catch (IOException | JacksonException e) {
      // The summary has to do.
      body.put("result", task.summary());
    }
  }

  private static boolean isSmall(Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) <= LARGEST_RESULT;
  }

  private static String stat(RunView view, TaskId id) throws InterruptedException {
    TextPage page = new TextPage(1);
    view.orchestrator().diff(view.run(), Optional.of(id), List.of("--no-color", "--stat"), page);
    return page.text().strip();
  }
}

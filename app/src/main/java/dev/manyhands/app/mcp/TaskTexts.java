package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.engine.plan.PlanProblem;
import dev.manyhands.engine.plan.PlanReader;
import dev.manyhands.engine.plan.PlanResult;
import dev.manyhands.engine.plan.TasksResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads tasks that a model wrote, by the rules of plan files: they become a JSON text, one task a
 * line, so that the line of a problem tells the task.
 *
 * @param agents that tasks can name
 * @param agent the agent of tasks that name none
 * @param plan what else holds for tasks: the text of a plan without any; empty for nothing
 */
record TaskTexts(Set<AgentName> agents, Optional<String> agent, String plan) {
  /** What is read at once; a text of a plan may be longer. */
  private static final int MOST_CHARS = 300_000;

  private static final String SOURCE = "tasks";

  /** Returns the same, where what a run's plan says holds for tasks. */
  TaskTexts of(Plan run) {
    return new TaskTexts(agents, agent, run.ofAdded());
  }

  /** Returns the plan of a run that stays open, with these as its first tasks. */
  Plan open(
      List<JsonNode> tasks,
      @Nullable Integer concurrency,
      @Nullable JsonNode combine,
      String name) {
    ObjectNode head = head().put("name", name);
    if (concurrency != null) {
      head.put("concurrency", concurrency);
    }
    if (combine != null) {
      head.set("combine", combine);
    }
    return openPlan(head).openWith(read(tasks, Set.of()));
  }

  /** Returns a combined check as a plan would have it. */
  static Check check(JsonNode check) {
    TaskTexts none = new TaskTexts(Set.of(), Optional.empty(), "");
    ObjectNode head = none.head();
    head.putObject("combine").set("check", check);
    return none.openPlan(head).combine().check().orElseThrow();
  }

  private ObjectNode head() {
    ObjectNode head =
        plan.isEmpty()
            ? JsonMapper.shared().createObjectNode().put("version", 1)
            : (ObjectNode) JsonMapper.shared().readTree(plan);
    agent.ifPresent(value -> head.put("agent", value));
    return head;
  }

  private Plan openPlan(ObjectNode head) {
    return switch (new PlanReader().readOpen(head.toString(), SOURCE, agents)) {
      case PlanResult.Valid valid -> valid.plan();
      case PlanResult.Invalid invalid -> throw refusal(invalid, PlanProblem::message);
    };
  }

  /**
   * Returns tasks.
   *
   * @param present what the run has already; they can be needed
   */
  List<TaskSpec> read(List<JsonNode> tasks, Set<TaskId> present) {
    String common = head().toString();
    Set<TaskId> known = present;
    List<TaskSpec> read = new ArrayList<>();
    while (read.size() < tasks.size()) {
      int from = read.size();
      int to = from;
      StringBuilder text = new StringBuilder("[\n");
      while (to < tasks.size() && text.length() < MOST_CHARS) {
        text.append(to == from ? "" : ",\n").append(tasks.get(to));
        to++;
      }
      text.append("\n]\n");
      List<TaskSpec> batch =
          switch (new PlanReader().readTasks(text.toString(), SOURCE, agents, common, known)) {
            case TasksResult.Valid valid -> valid.tasks();
            case TasksResult.Invalid invalid ->
                throw refusal(
                    invalid.problems(),
                    // The first task is on the second line.
                    problem ->
                        problem.line() < 2
                            ? problem.message()
                            : "tasks[%d]: %s"
                                .formatted(from + problem.line() - 2, problem.message()));
          };
      read.addAll(batch);
      if (read.size() < tasks.size()) {
        known = new HashSet<>(known);
        batch.stream().map(TaskSpec::id).forEach(known::add);
      }
    }
    return read;
  }

  private static ManyhandsException refusal(
      PlanResult.Invalid invalid, Function<PlanProblem, String> message) {
    return ManyhandsException.usage(
        invalid.problems().stream()
            .map(message)
            .distinct()
            .limit(5)
            .collect(Collectors.joining("\n")),
        "nothing was started");
  }
}

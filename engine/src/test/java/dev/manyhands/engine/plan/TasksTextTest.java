package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of runs that stay open, and tasks that are added to them. */
class TasksTextTest {
  private static final String PLAN =
      """
      version: 1
      agent: claude
      permissions: {deny: [WebFetch]}
      limits: {wall: 1h}
      defaults: {timeout: 3m, model: small, check: make}
      """;

  private static TasksResult read(String text, String... present) {
    Set<TaskId> ids = Set.copyOf(List.of(present).stream().map(TaskId::new).toList());
    return new PlanReader().readTasks(text, "request", PlanTexts.AGENTS, PLAN, ids);
  }

  private static String problem(String text, String... present) {
    return ((TasksResult.Invalid) read(text, present)).problems().message();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: a, prompt: Do it.}",
        "[{id: a, prompt: Do it.}]",
        "- id: a\n  prompt: Do it.",
        "id: a\nprompt: Do it.",
        "{\"id\": \"a\", \"prompt\": \"Do it.\"}",
        "{\"tasks\": [{\"id\": \"a\", \"prompt\": \"Do it.\"}]}"
      })
  void takesWhatThePlanSaysOfItsTasks(String text) {
    List<TaskSpec> tasks = read(text).orThrow();

    assertThat(tasks).hasSize(1);
    TaskSpec task = tasks.getFirst();
    assertThat(task.agent().value()).isEqualTo("claude");
    assertThat(task.limits().timeout()).isEqualTo(Duration.ofMinutes(3));
    assertThat(task.check().orElseThrow().argv()).containsExactly("sh", "-c", "make");
    Work.Prompt prompt = (Work.Prompt) task.work();
    assertThat(prompt.brief().model()).contains("small");
    assertThat(prompt.brief().permissions().deny()).containsExactly("WebFetch");
  }

  @Test
  void aTaskIsTheOneThatAPlanWouldHave() {
    String task = "{id: a, command: make, retries: 3, files: src, timeout: 2h}";
    Plan plan = PlanTexts.read(PLAN + "tasks: [" + task + "]").orThrow();

    TasksResult.Valid added = (TasksResult.Valid) read(task);

    assertThat(added.tasks()).isEqualTo(plan.tasks());
    assertThat(added.warnings())
        .extracting(PlanProblem::toString)
        .containsExactly("request:1:57: this is longer than 'limits.wall' gives the whole run");
  }

  @Test
  void needsTasksThatAreThereAlreadyOrComeWithIt() {
    List<TaskSpec> tasks =
        read("[{id: b, command: make, needs: [a, c]}, {id: c, command: make}]", "a").orThrow();

    assertThat(tasks.getFirst().needs()).containsExactly(new TaskId("a"), new TaskId("c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{id: a, command: b} | request:1:6: the run has a task with the id 'a' already; choose"
            + " another",
        "{id: b, command: b, needs: aa} | request:1:28: no task has the id 'aa'; did you mean 'a'?"
            + " Known: b, a",
        "[] | request:1:1: there is no task here; write 'id' and 'prompt' or 'command'",
        "'' | request:1:1: there is no task here; write 'id' and 'prompt' or 'command'",
        "make | request:1:1: this is the text 'make'; write a list, each task as '- id: name'",
        "{tasks: [], more: 1} | request:1:13: unknown key 'more' in a text of tasks; known: tasks",
        "[{id: b, command: x, needs: c}, {id: c, command: x, needs: b}] | request:1:29: tasks need"
            + " each other in a cycle: b → c → b; remove one of these needs",
        "{id: b, prompt: x, agent: codexx} | request:1:27: unknown agent 'codexx'; did you mean"
            + " 'codex'? Known: claude, codex"
      })
  void tellsEveryProblemWithItsPlace(String text, String problem) {
    assertThat(problem(text, "a")).isEqualTo(problem);
  }

  @Test
  void withoutAPlanATaskSaysAllByItself() {
    PlanReader reader = new PlanReader();

    TasksResult result =
        reader.readTasks("{id: a, prompt: x}", "request", PlanTexts.AGENTS, "", Set.of());

    assertThatThrownBy(result::orThrow)
        .isInstanceOf(ManyhandsException.class)
        .hasMessage(
            "request:1:1: this task has a prompt and no agent; write 'agent' here or at the top;"
                + " known: claude, codex");
  }

  @Test
  void anAgentOfThePlanThatIsGoneIsToldOnce() {
    TasksResult result =
        new PlanReader().readTasks("{id: a, prompt: x}", "request", Set.of(), PLAN, Set.of());

    assertThat(((TasksResult.Invalid) result).problems().message())
        .isEqualTo("the plan of the run:2:8: unknown agent 'claude'; no agents are known");
  }

  /** What is stored of an open plan is enough to read tasks as if they stood in its file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: a, command: make, retries: 3}",
        "{id: a, prompt: Do it.}",
        "{id: a, prompt: Do it., agent: codex, check: false, timeout: 9m, permissions: {allow:"
            + " [X]}}"
      })
  void theStoredPlanSaysWhatHoldsForAddedTasks(String task) {
    String text =
        """
        version: 1
        name: "not of tasks"
        agent: "claude"
        permissions: {deny: ["WebFetch"], allow: [Read]}
        limits: {wall: 1h, cost: 7.50}
        env: {KEY: "secret"}
        defaults:
          timeout: 3m
          idle: 2m
          retries: 4
          model: "1"
          check: [make, "-k\\u2028"]
          budget: {cost: 0.10}
          result: {schema: {type: object, properties: {n: {const: 1.50}}}}
        """;
    Plan open = new PlanReader().readOpen(text, "plan.yaml", PlanTexts.AGENTS).orThrow();
    String stored = PlanCodec.read(PlanCodec.write(open)).ofAdded();

    List<TaskSpec> added =
        new PlanReader().readTasks(task, "request", PlanTexts.AGENTS, stored, Set.of()).orThrow();

    Plan whole = PlanTexts.read(text + "tasks: [" + task + "]").orThrow();
    assertThat(added).isEqualTo(whole.tasks());
    assertThat(stored).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version: 1", "version: 1\ntasks: []"})
  void anOpenPlanNeedsNoTasks(String text) {
    Plan plan = new PlanReader().readOpen(text, "plan.yaml", PlanTexts.AGENTS).orThrow();

    assertThat(plan.open()).isTrue();
    assertThat(plan.tasks()).isEmpty();
    assertThat(PlanTexts.read(text)).isInstanceOf(PlanResult.Invalid.class);
  }
}

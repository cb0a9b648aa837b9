package dev.manyhands;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.engine.agent.function.FunctionAgents;
import dev.manyhands.engine.agent.function.HelperFunction;
import dev.manyhands.engine.plan.Globs;
import dev.manyhands.engine.plan.PlanDefaults;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One independent piece of work, and who does it. Immutable: each method returns another task. A
 * task does nothing until it is given to {@link Run#spawn}.
 *
 * <p>Methods throw {@link IllegalArgumentException} for what no task can have: an id that is not
 * made of lower-case letters, digits, dots, underscores and hyphens (at most 64, the first a letter
 * or digit), an empty prompt or command, a limit that is not above zero, a malformed glob.
 *
 * @param <T> the type of its result
 */
public final class Task<T extends @Nullable Object> {
  private final TaskSpec spec;
  private final Optional<HelperFunction> function;
  private final Reading<T> reading;

  private Task(TaskSpec spec, Optional<HelperFunction> function, Reading<T> reading) {
    this.spec = spec;
    this.function = function;
    this.reading = reading;
  }

  /**
   * Returns a task for an agent: a coding tool, or a model. Its result is the agent's last message.
   *
   * @param id unique in its run
   * @param agent a name that {@code manyhands agents} lists, such as {@code claude}
   * @param prompt what is to be done, in words
   */
  public static Task<String> agent(String id, String agent, String prompt) {
    TaskLimits limits =
        new TaskLimits(PlanDefaults.START, PlanDefaults.TIMEOUT, PlanDefaults.IDLE, 1);
    return new Task<>(
        spec(id, new AgentName(agent), new Work.Prompt(prompt), limits),
        Optional.empty(),
        Reading.MESSAGE);
  }

  /**
   * Returns a task for a program, which has done it when it ends with exit code 0. Its result is
   * the last line that it printed.
   *
   * @param argv the program and its arguments
   */
  public static Task<String> program(String id, String... argv) {
    return new Task<>(
        spec(id, AgentName.COMMAND, new Work.Program(List.of(argv)), silent()),
        Optional.empty(),
        Reading.MESSAGE);
  }

  /**
   * Returns a task for a Java function, which is registered under the task's id.
   *
   * @param type of its result, as Jackson keeps it
   */
  public static <T extends @Nullable Object> Task<T> function(
      String id, Class<T> type, Subagent<T> function) {
    return function(id, id, ResultFormat.json(type), function);
  }

  /**
   * Returns a task for a Java function.
   *
   * @param name under which it is registered; one function may do many tasks of one name
   * @param format in which its result is kept
   */
  public static <T extends @Nullable Object> Task<T> function(
      String id, String name, ResultFormat<T> format, Subagent<T> function) {
    return new Task<>(
        spec(id, FunctionAgents.agent(name), new Work.Prompt(id), silent()),
        Optional.of(new SubagentFunction<>(function, format)),
        Reading.of(format));
  }

  private static TaskSpec spec(String id, AgentName agent, Work work, TaskLimits limits) {
    return new TaskSpec(new TaskId(id), id, agent, work, List.of(), List.of(), null, limits);
  }

  /** Programs and functions are silent by nature, and one that failed will fail again. */
  private static TaskLimits silent() {
    return new TaskLimits(PlanDefaults.START, PlanDefaults.TIMEOUT, PlanDefaults.TIMEOUT, 0);
  }

  /** Returns the task's id. */
  public String id() {
    return spec.id().value();
  }

  /** Returns the same with a short text for people; by default the id. */
  public Task<T> title(String text) {
    return with(
        new TaskSpec(
            spec.id(),
            text,
            spec.agent(),
            spec.work(),
            spec.files(),
            spec.needs(),
            spec.checkOrNull(),
            spec.limits()));
  }

  /**
   * Returns the same with another text for whoever does it.
   *
   * @throws IllegalStateException if that is a program
   */
  public Task<T> prompt(String text) {
    return with(new Work.Prompt(text, prompt().brief()));
  }

  /**
   * Returns the same with what it may change: its attempt has failed when it changes anything else.
   *
   * @param globs from the repository's root, such as {@code core/**}
   */
  public Task<T> files(String... globs) {
    Globs.of(List.of(globs));
    return with(
        new TaskSpec(
            spec.id(),
            spec.title(),
            spec.agent(),
            spec.work(),
            List.of(globs),
            spec.needs(),
            spec.checkOrNull(),
            spec.limits()));
  }

  /** Returns the same with the tasks whose merged work it starts from. */
  public Task<T> needs(String... ids) {
    return with(
        new TaskSpec(
            spec.id(),
            spec.title(),
            spec.agent(),
            spec.work(),
            spec.files(),
            Stream.of(ids).map(TaskId::new).toList(),
            spec.checkOrNull(),
            spec.limits()));
  }

  /**
   * Returns the same with a program that says whether its change is good: exit code 0, within 30
   * minutes.
   */
  public Task<T> check(String... argv) {
    return with(
        new TaskSpec(
            spec.id(),
            spec.title(),
            spec.agent(),
            spec.work(),
            spec.files(),
            spec.needs(),
            new Check(List.of(argv), PlanDefaults.CHECK_TIMEOUT),
            spec.limits()));
  }

  /** Returns the same with the longest that one attempt may take; by default 30 minutes. */
  public Task<T> timeout(Duration most) {
    TaskLimits old = spec.limits();
    boolean silent = old.idle().equals(old.timeout());
    return with(new TaskLimits(old.start(), most, silent ? most : old.idle(), old.retries()));
  }

  /**
   * Returns the same with how long an attempt may give no sign of life. By default five minutes for
   * agents; programs and functions may be silent.
   */
  public Task<T> idle(Duration most) {
    TaskLimits old = spec.limits();
    return with(new TaskLimits(old.start(), old.timeout(), most, old.retries()));
  }

  /**
   * Returns the same with how often it is tried again when an attempt failed, timed out or stalled:
   * at most 100 times. By default once for agents, and never for programs and functions.
   */
  public Task<T> retries(int most) {
    TaskLimits old = spec.limits();
    return with(new TaskLimits(old.start(), old.timeout(), old.idle(), most));
  }

  /**
   * Returns the same for a subagent that only looks: an attempt that changes files has failed.
   * Functions need no checkout then, so that thousands can work at once.
   *
   * @throws IllegalStateException if it is done by a program
   */
  public Task<T> readOnly() {
    return brief(
        b ->
            new Brief(
                b.modelOrNull(),
                true,
                b.budget(),
                b.schemaOrNull(),
                b.permissions(),
                b.patience()));
  }

  /**
   * Returns the same with the model that the agent is to use.
   *
   * @throws IllegalStateException if it is done by a program
   */
  public Task<T> model(String name) {
    return brief(
        b ->
            new Brief(
                name, b.readOnly(), b.budget(), b.schemaOrNull(), b.permissions(), b.patience()));
  }

  /**
   * Returns the same with what one attempt may consume.
   *
   * @param tokens of input and output together; null for no limit
   * @param costUsd in US dollars; null for no limit
   * @throws IllegalStateException if it is done by a program
   */
  public Task<T> budget(@Nullable Long tokens, @Nullable BigDecimal costUsd) {
    Budget budget = new Budget(tokens, costUsd);
    return brief(
        b ->
            new Brief(
                b.modelOrNull(),
                b.readOnly(),
                budget,
                b.schemaOrNull(),
                b.permissions(),
                b.patience()));
  }

  /**
   * Returns the same with what an agent may do without asking, and what it may not.
   *
   * @param allow tools' names, or {@code name(target)}: globs
   * @param deny the same; goes before {@code allow}
   * @throws IllegalStateException if it is done by a program
   */
  public Task<T> permissions(List<String> allow, List<String> deny) {
    Permissions permissions = new Permissions(allow, deny);
    return brief(
        b ->
            new Brief(
                b.modelOrNull(),
                b.readOnly(),
                b.budget(),
                b.schemaOrNull(),
                permissions,
                b.patience()));
  }

  /**
   * Returns the same with a structured result, which an agent has to deliver.
   *
   * @param schema a JSON Schema that the result has to satisfy, as JSON text
   * @throws IllegalStateException if it is not done by an agent
   */
  public <R extends @Nullable Object> Task<R> result(String schema, ResultFormat<R> format) {
    if (function.isPresent()) {
      throw new IllegalStateException("task " + id() + " has a result of its function's type");
    }
    Task<T> asked =
        brief(
            b ->
                new Brief(
                    b.modelOrNull(),
                    b.readOnly(),
                    b.budget(),
                    schema,
                    b.permissions(),
                    b.patience()));
    return new Task<>(asked.spec, Optional.empty(), Reading.of(format));
  }

  private Work.Prompt prompt() {
    return switch (spec.work()) {
      case Work.Prompt prompt -> prompt;
      case Work.Program _ ->
          throw new IllegalStateException("task " + id() + " is done by a program");
    };
  }

  private Task<T> brief(UnaryOperator<Brief> change) {
    Work.Prompt prompt = prompt();
    return with(new Work.Prompt(prompt.text(), change.apply(prompt.brief())));
  }

  private Task<T> with(Work work) {
    return with(
        new TaskSpec(
            spec.id(),
            spec.title(),
            spec.agent(),
            work,
            spec.files(),
            spec.needs(),
            spec.checkOrNull(),
            spec.limits()));
  }

  private Task<T> with(TaskLimits limits) {
    return with(
        new TaskSpec(
            spec.id(),
            spec.title(),
            spec.agent(),
            spec.work(),
            spec.files(),
            spec.needs(),
            spec.checkOrNull(),
            limits));
  }

  private Task<T> with(TaskSpec other) {
    return new Task<>(other, function, reading);
  }

  TaskSpec spec() {
    return spec;
  }

  Optional<HelperFunction> function() {
    return function;
  }

  Reading<T> reading() {
    return reading;
  }
}

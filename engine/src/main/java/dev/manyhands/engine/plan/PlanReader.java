package dev.manyhands.engine.plan;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.engine.plan.YamlNode.Kind;
import dev.manyhands.engine.plan.YamlNode.Mapping;
import dev.manyhands.engine.plan.YamlNode.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads plan files: YAML or JSON, at most 1 MiB, UTF-8.
 *
 * <p>Everything that is wrong with a plan is found in one reading, each with its place and what
 * would be right. {@link PlanSchema} describes the same format for editors. What a plan leaves out
 * is filled in:
 *
 * <table>
 *   <caption>Defaults</caption>
 *   <tr><th>key</th><th>default</th></tr>
 *   <tr><td>{@code name}</td><td>the file's name without its extension, {@code plan} for standard
 *       input</td></tr>
 *   <tr><td>{@code base}</td><td>{@code HEAD}</td></tr>
 *   <tr><td>{@code agent}</td><td>none; only tasks with a prompt need one</td></tr>
 *   <tr><td>{@code concurrency}</td><td>the number of processors, at least 2</td></tr>
 *   <tr><td>{@code limits.wall}</td><td>24 hours</td></tr>
 *   <tr><td>{@code limits.queue}</td><td>{@code limits.wall}</td></tr>
 *   <tr><td>{@code limits.tokens}, {@code limits.cost}</td><td>no limit</td></tr>
 *   <tr><td>{@code title}</td><td>the task's id</td></tr>
 *   <tr><td>{@code files}</td><td>anything may change</td></tr>
 *   <tr><td>{@code start}</td><td>10 minutes</td></tr>
 *   <tr><td>{@code timeout}</td><td>30 minutes</td></tr>
 *   <tr><td>{@code idle}</td><td>5 minutes for a prompt; the timeout for a command, since programs
 *       are silent by nature</td></tr>
 *   <tr><td>{@code model}</td><td>the agent's own choice</td></tr>
 *   <tr><td>{@code readOnly}</td><td>false</td></tr>
 *   <tr><td>{@code budget}</td><td>no limit but those of the run; each of its keys by itself</td></tr>
 *   <tr><td>{@code result}</td><td>any text</td></tr>
 *   <tr><td>{@code permissions}</td><td>none; a task's rules stand in front of the plan's</td></tr>
 *   <tr><td>{@code patience}</td><td>10 minutes</td></tr>
 *   <tr><td>{@code retries}</td><td>1 for a prompt, 0 for a command</td></tr>
 *   <tr><td>{@code check}</td><td>none</td></tr>
 *   <tr><td>{@code checkTimeout}, {@code combine.timeout}</td><td>30 minutes</td></tr>
 *   <tr><td>{@code combine.onConflict}</td><td>a prompt is tried again, a command fails</td></tr>
 *   <tr><td>{@code combine.attempts}</td><td>2</td></tr>
 *   <tr><td>{@code combine.message}</td><td>the plan's name</td></tr>
 * </table>
 *
 * <p>What {@code defaults} gives holds for prompts and commands alike, and what a task gives goes
 * before it. {@code model}, {@code readOnly}, {@code budget}, {@code result}, {@code permissions}
 * and {@code patience} say how a prompt is worked on: a command does not heed the plan's, and may
 * have none of its own.
 */
public final class PlanReader {
  private static final int VERSION = 1;
  private static final String NAMELESS = "plan";

  /**
   * Reads a plan from a file.
   *
   * @throws ManyhandsException of kind {@code CONFIG} when the file cannot be read at all
   */
  public PlanResult read(Path file, Set<AgentName> knownAgents) {
    return read(PlanText.bytes(file), file.toString(), knownAgents);
  }

  /**
   * Reads a plan from a stream, such as standard input; leaves it open.
   *
   * @param fileName what to call the stream in problems
   * @throws IOException when the stream cannot be read
   */
  public PlanResult read(InputStream in, String fileName, Set<AgentName> knownAgents)
      throws IOException {
    return read(PlanText.bytes(in), fileName, knownAgents);
  }

  private static PlanResult read(byte[] bytes, String fileName, Set<AgentName> knownAgents) {
    Problems problems = new Problems(fileName);
    return PlanText.decode(bytes, problems)
        .map(text -> parse(text, fileName, knownAgents, false, problems))
        .orElseGet(problems::toResult);
  }

  /**
   * Reads a plan from a text.
   *
   * @param fileName where the text is from, for problems and for the plan's name
   */
  public PlanResult read(String text, String fileName, Set<AgentName> knownAgents) {
    return read(text, fileName, knownAgents, false);
  }

  /**
   * Reads the plan of a run that stays open: tasks are added while it is under way, so it needs
   * none.
   *
   * @param fileName where the text is from, for problems and for the plan's name
   */
  public PlanResult readOpen(String text, String fileName, Set<AgentName> knownAgents) {
    return read(text, fileName, knownAgents, true);
  }

  private static PlanResult read(
      String text, String fileName, Set<AgentName> knownAgents, boolean open) {
    Problems problems = new Problems(fileName);
    return PlanText.check(text, problems)
        .map(checked -> parse(checked, fileName, knownAgents, open, problems))
        .orElseGet(problems::toResult);
  }

  private static PlanResult parse(
      String text, String fileName, Set<AgentName> knownAgents, boolean open, Problems problems) {
    Optional<Plan> read =
        section(text, problems)
            .flatMap(
                plan -> new PlanDocument(plan, knownAgents, problems).read(name(fileName), open));
    return read.isPresent()
        ? new PlanResult.Valid(read.get(), problems.warnings())
        : problems.toResult();
  }

  private static Optional<Section> section(String text, Problems problems) {
    Optional<YamlNode> root = YamlParser.parse(text, problems);
    if (root.isEmpty() || isNull(root.get())) {
      if (problems.isEmpty()) {
        problems.add(Position.START, "the plan is empty; it needs 'version: 1' and 'tasks'");
      }
      return Optional.empty();
    }
    Section plan =
        Section.of(root.get(), "a plan", "begin with 'version: 1' and 'tasks:'", problems);
    return root.get() instanceof Mapping mapping && isVersionKnown(mapping, problems)
        ? Optional.of(plan)
        : Optional.empty();
  }

  /**
   * Reads tasks that are added to a run: one task, a list of tasks, or a list in {@code tasks}; in
   * YAML or JSON, with the keys that tasks have in a plan.
   *
   * @param fileName where the text is from, for problems
   * @param planText the plan whose agent, defaults and permissions hold for them, such as {@link
   *     Plan#ofAdded}; empty for none
   * @param present the tasks of the run so far, which they can need
   */
  public TasksResult readTasks(
      String text,
      String fileName,
      Set<AgentName> knownAgents,
      String planText,
      Set<TaskId> present) {
    Problems ofPlan = new Problems("the plan of the run");
    Optional<Section> plan =
        section(planText.isBlank() ? "version: %d".formatted(VERSION) : planText, ofPlan);
    Optional<TaskReader> common =
        plan.map(section -> new PlanDocument(section, knownAgents, ofPlan).furtherTasks());
    if (common.isEmpty() || !ofPlan.isEmpty()) {
      return new TasksResult.Invalid(ofPlan.toResult());
    }
    Problems problems = new Problems(fileName);
    TaskReader reader = common.get().with(problems);
    List<TaskDraft> tasks =
        PlanText.check(text, problems)
            .flatMap(checked -> YamlParser.parse(checked, problems))
            .map(
                root ->
                    new TaskList(reader, problems).read(TaskList.items(root, problems), present))
            .orElse(List.of());
    if (tasks.isEmpty() && problems.isEmpty()) {
      problems.add(Position.START, "there is no task here; write 'id' and 'prompt' or 'command'");
    }
    return problems.isEmpty()
        ? new TasksResult.Valid(
            tasks.stream().map(task -> task.spec().orElseThrow()).toList(), problems.warnings())
        : new TasksResult.Invalid(problems.toResult());
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof Scalar scalar && scalar.kind() == Kind.NULL;
  }

  /** Says whether to read on: what another version means cannot be judged. */
  private static boolean isVersionKnown(Mapping plan, Problems problems) {
    YamlNode.Entry version = plan.entries().get("version");
    if (version == null) {
      problems.add(plan.at(), "'version' is missing; write 'version: 1'");
      return true;
    }
    if (isNull(version.value())) {
      // Told like every key without a value.
      return true;
    }
    if (version.value() instanceof Scalar(Position at, String value, Kind kind)
        && kind == Kind.INTEGER) {
      boolean known = value.equals(String.valueOf(VERSION));
      if (!known) {
        problems.add(
            at,
            "version %s of the plan format is not known here; write 'version: 1'"
                .formatted(Words.shorten(value)));
      }
      return known;
    }
    Scalars.wrong("'version'", version.value(), "write the number 1", problems);
    return true;
  }

  /** Returns what a plan is called that gives itself no name. */
  private static String name(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    String name = last.replaceFirst("\\.[^.]*$", "");
    boolean odd = name.codePoints().anyMatch(c -> !Words.isPlain(c));
    return odd || name.isBlank() || name.length() > 100 || List.of("-", "<stdin>").contains(name)
        ? NAMELESS
        : name;
  }
}

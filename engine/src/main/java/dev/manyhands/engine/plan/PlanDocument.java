package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Combine.OnConflict;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.WorkspaceSpec;
import dev.manyhands.engine.plan.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a plan of a file's tree, and fills in every default. */
final class PlanDocument {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REVISION = 1_000;

  private final Section plan;
  private final Set<AgentName> knownAgents;
  private final Problems problems;

  PlanDocument(Section plan, Set<AgentName> knownAgents, Problems problems) {
    this.plan = plan;
    this.knownAgents = knownAgents;
    this.problems = problems;
  }

  /**
   * Returns the plan, or nothing when problems have been added.
   *
   * @param defaultName the plan's name when it gives none
   * @param open whether tasks may be added later, so that it needs none
   */
  Optional<Plan> read(String defaultName, boolean open) {
    plan.find("version");
    String name =
        plan.text("name")
            .flatMap(text -> Scalars.line(text, "'name'", LONGEST_NAME, problems))
            .map(Located::value)
            .orElse(defaultName);
    String base = plan.word("base").flatMap(this::base).orElse(PlanDefaults.BASE);
    Agents agents = new Agents(knownAgents, plan, problems);
    int concurrency = plan.integer("concurrency", 1, 10_000).orElseGet(PlanDefaults::concurrency);
    RunLimits limits = limits(plan.section("limits", "{wall: 2h}"));
    WorkspaceSpec workspace = workspace(plan.section("workspace", "{setup: npm ci}"));
    EnvReader variables = new EnvReader(plan, problems);
    Map<String, String> env = variables.env();
    List<String> passEnv = variables.passEnv(env.keySet());
    TaskDefaults defaults = TaskDefaults.read(plan, limits.wall(), problems);
    List<TaskDraft> tasks = tasks(new TaskReader(agents, defaults, problems), open);
    Combine combine = combine(plan.section("combine", "{check: make test}"), name);
    // For editors of JSON, which find the schema by this key.
    plan.find("$schema");
    plan.refuseUnknown();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    List<TaskSpec> specs = tasks.stream().map(task -> task.spec().orElseThrow()).toList();
    return Optional.of(
        new Plan(
            name,
            base,
            concurrency,
            limits,
            workspace,
            env,
            passEnv,
            specs,
            combine,
            open,
            open ? ofAdded() : ""));
  }

  /** Returns what holds for all tasks, as a plan of its own. */
  private String ofAdded() {
    ObjectNode common = JsonNodeFactory.instance.objectNode().put("version", 1);
    for (String key : List.of("agent", "limits", "defaults", "permissions")) {
      plan.findAny(key).ifPresent(node -> common.set(key, YamlJson.of(node)));
    }
    return common.toString();
  }

  /** Returns a reader of further tasks, for which all holds that the plan says of its own. */
  TaskReader furtherTasks() {
    Agents agents = new Agents(knownAgents, plan, problems);
    RunLimits limits = limits(plan.section("limits", "{wall: 2h}"));
    return new TaskReader(agents, TaskDefaults.read(plan, limits.wall(), problems), problems);
  }

  private Optional<String> base(Located<String> base) {
    Optional<Located<String>> line = Scalars.line(base, "'base'", LONGEST_REVISION, problems);
    if (line.isPresent() && base.value().startsWith("-")) {
      problems.add(base.at(), "'base' cannot begin with '-'; write a branch, a tag or a commit id");
      return Optional.empty();
    }
    return line.map(Located::value);
  }

  private RunLimits limits(Section limits) {
    Duration wall = limits.duration("wall").orElse(PlanDefaults.WALL);
    RunLimits read =
        new RunLimits(
            wall,
            limits.duration("queue").orElse(wall),
            new Budget(limits.count("tokens").orElse(null), limits.cost("cost").orElse(null)));
    limits.refuseUnknown();
    return read;
  }

  private WorkspaceSpec workspace(Section workspace) {
    Optional<List<String>> setup = workspace.program("setup");
    List<String> copy = new ArrayList<>();
    for (Located<String> glob : workspace.globs("copy")) {
      if (List.of(glob.value().split("/", -1)).contains(".git")) {
        problems.add(glob.at(), "'.git' is git's own; each workspace has what it needs of it");
      }
      copy.add(glob.value());
    }
    workspace.refuseUnknown();
    return new WorkspaceSpec(setup.orElse(null), copy);
  }

  private List<TaskDraft> tasks(TaskReader reader, boolean open) {
    Optional<YamlNode> node = plan.find("tasks");
    if (node.isEmpty()) {
      if (!plan.has("tasks") && !open) {
        problems.add(plan.at(), "'tasks' is missing; list at least one task");
      }
      return List.of();
    }
    if (!(node.get() instanceof Sequence(Position at, List<YamlNode> items))) {
      Scalars.wrong("'tasks'", node.get(), "write a list, each task as '- id: name'", problems);
      return List.of();
    }
    if (items.isEmpty() && !open) {
      problems.add(at, "'tasks' is empty; list at least one task");
    }
    return new TaskList(reader, problems).read(items, Set.of());
  }

  private Combine combine(Section combine, String name) {
    Optional<List<String>> check = combine.check("check", Optional.empty());
    Duration timeout = combine.duration("timeout").orElse(PlanDefaults.CHECK_TIMEOUT);
    Combine read =
        new Combine(
            check.map(argv -> new Check(argv, timeout)).orElse(null),
            combine.text("onConflict").map(this::onConflict).orElse(OnConflict.BY_WORK),
            combine.integer("attempts", 0, 100).orElse(PlanDefaults.ATTEMPTS),
            combine.text("message").flatMap(this::message).orElse(name),
            combine.globs("reports").stream().map(Located::value).toList());
    combine.refuseUnknown();
    if (read.onConflict() == OnConflict.FAIL && combine.has("attempts")) {
      problems.warn(
          combine.at("attempts"),
          "with 'onConflict: fail' no task comes back from the merge queue");
    }
    return read;
  }

  private OnConflict onConflict(Located<String> word) {
    return switch (word.value()) {
      case "retry" -> OnConflict.RETRY;
      case "fail" -> OnConflict.FAIL;
      default -> {
        problems.add(
            word.at(),
            "'onConflict' is %s; write retry or fail".formatted(Words.quote(word.value())));
        yield OnConflict.BY_WORK;
      }
    };
  }

  /** A commit message has lines, but nothing else that a terminal obeys. */
  private Optional<String> message(Located<String> text) {
    String value = text.value();
    if (value.isBlank()) {
      problems.add(text.at(), "'message' is empty; write a commit message, or remove the key");
      return Optional.empty();
    }
    boolean odd = value.codePoints().anyMatch(c -> c != '\n' && c != '\t' && !Words.isPlain(c));
    if (odd) {
      problems.add(text.at(), "'message' contains a control character; write plain lines");
      return Optional.empty();
    }
    return Optional.of(value);
  }
}

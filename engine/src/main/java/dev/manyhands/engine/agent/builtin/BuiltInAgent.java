package dev.manyhands.engine.agent.builtin;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.engine.agent.Prices;
import dev.manyhands.engine.agent.throttle.Throttle;
import dev.manyhands.engine.agent.throttle.Throttles;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.CommitFiles;
import dev.manyhands.engine.process.Supervisor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An agent that needs no tool: a key, or a model of one's own, is enough. Thousands of its sessions
 * share one HTTP client; a session that waits for its model holds a conversation and two parked
 * virtual threads.
 */
public final class BuiltInAgent implements AgentRunner {
  /** The name by which plans call it. */
  public static final AgentName NAME = new AgentName("builtin");

  private static final Features FEATURES = new Features(true, true, true, true);

  private final Supervisor supervisor;
  private final CommitFiles commits;
  private final Throttles throttles;
  private final Prices prices;
  private final Map<String, String> environment;
  private final Models models = new Models();

  /**
   * Creates the agent.
   *
   * @param commits what tasks that only look read from
   * @param environment says which model to use, where, and with which key; an attempt's own
   *     environment wins
   */
  public BuiltInAgent(
      Supervisor supervisor,
      CommitFiles commits,
      Throttles throttles,
      Prices prices,
      Map<String, String> environment) {
    this.supervisor = supervisor;
    this.commits = commits;
    this.throttles = throttles;
    this.prices = prices;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Refuses settings with which no model can be called; calls none.
   *
   * @param model the one that a task names
   * @throws ManyhandsException which says what is missing, and how to mend it (CONFIG)
   */
  public static void demandModel(Optional<String> model, Map<String, String> environment) {
    Settings.of(environment, ModelChoice.of(model, environment));
  }

  /**
   * Refuses a model whose price is not known, where its cost is limited: the limit would never be
   * reached.
   *
   * @param model the one that a task names
   * @param own the file with the user's own prices
   * @throws ManyhandsException which says how to mend it (CONFIG)
   */
  public static void demandPrice(
      Optional<String> model, Map<String, String> environment, Path own) {
    ModelChoice choice = ModelChoice.of(model, environment);
    if (!choice.isLocal() && !Prices.withOwn(own).knows(choice.model())) {
      throw ModelChoice.wrong(
          "the price of %s is not known, so its cost cannot be limited".formatted(choice.model()),
          "give its price in %s, or limit tokens".formatted(own));
    }
  }

  @Override
  public AgentName name() {
    return NAME;
  }

  /** Its calls go through the throttles one by one; its turns need not. */
  @Override
  public String provider() {
    return "";
  }

  @Override
  public Features features() {
    return FEATURES;
  }

  @Override
  public boolean needsWorkspace(TaskSpec task) {
    return !(task.work() instanceof Work.Prompt prompt && prompt.brief().readOnly());
  }

  @Override
  public AgentSession open(Assignment assignment) {
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.putAll(assignment.environment());
    ModelChoice choice = ModelChoice.of(assignment.brief().model(), variables);
    Settings settings = Settings.of(variables, choice);
    boolean workspace = needsWorkspace(assignment.task());
    Journal journal = new Journal(assignment.log());
    Optional<ResultTool> result = assignment.brief().schema().map(ResultTool::new);
    Loop loop =
        new Loop(
            assignment,
            settings,
            new Caller(
                models.of(choice, settings),
                throttle(choice),
                assignment.watch(),
                assignment.events()),
            new Toolbelt(tools(assignment, workspace, result), assignment, journal),
            result,
            new Meter(prices, choice.model()),
            journal,
            new History(SystemPrompt.of(assignment, workspace)),
            choice.model());
    assignment.events().accept(new AgentEvent.Started("", choice.fullName()));
    if (!choice.provider().own() && !prices.knows(choice.model())) {
      assignment.events().accept(new AgentEvent.Problem(Prices.unknown(choice.model())));
    }
    return new BuiltInSession(loop, assignment.watch());
  }

  private Throttle throttle(ModelChoice choice) {
    return choice.isLocal()
        ? throttles.ofOwn(choice.address().getAuthority())
        : throttles.of(choice.provider().word());
  }

  private List<Tool> tools(Assignment assignment, boolean workspace, Optional<ResultTool> result) {
    List<Tool> tools = new ArrayList<>();
    WorkspaceFiles own = new WorkspaceFiles(assignment.workspace());
    SourceFiles files = workspace ? own : new BaseFiles(commits, assignment.base());
    tools.add(new LookingTools.Read(files));
    tools.add(new LookingTools.Listing(files));
    tools.add(new LookingTools.Search(files));
    if (workspace) {
      tools.add(new ChangingTools.Write(own));
      tools.add(new ChangingTools.Edit(own));
      tools.add(new ShellTool(supervisor, assignment));
    }
    result.ifPresent(tools::add);
    return tools;
  }
}

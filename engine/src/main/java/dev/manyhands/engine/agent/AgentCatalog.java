package dev.manyhands.engine.agent;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.engine.agent.builtin.BuiltInAgent;
import dev.manyhands.engine.agent.catalog.AgentStatus;
import dev.manyhands.engine.agent.catalog.AgentStatus.Problem;
import dev.manyhands.engine.agent.catalog.AgentStatus.Unconfigured;
import dev.manyhands.engine.agent.catalog.Catalog;
import dev.manyhands.engine.agent.catalog.KnownAgent;
import dev.manyhands.engine.agent.catalog.Surroundings;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentRunner.Features;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The agents that plans can name. Nothing is looked for before somebody asks; then it stays as it
 * was found. Safe for use by many threads.
 */
public final class AgentCatalog {
  private static final List<KnownAgent.Own> OWN =
      List.of(
          new KnownAgent.Own(
              AgentName.COMMAND,
              "any program: the 'command' of a task; done when it ends with exit code 0",
              Features.NONE,
              _ -> Optional.empty()),
          new KnownAgent.Own(
              BuiltInAgent.NAME,
              "a model with a few tools: needs a key, or a model server of your own",
              new Features(true, true, true, true),
              environment -> missing(new Wanted(none(), false), environment, Path.of(""))));

  private final Surroundings surroundings;
  private final Path state;
  private final Catalog catalog;

  private AgentCatalog(Surroundings surroundings, Path state) {
    this.surroundings = surroundings;
    this.state = state;
    this.catalog = new Catalog(surroundings, OWN, state.resolve("versions.json"));
  }

  /**
   * Returns the agents of the repository around a folder, of the user, and the built-in ones.
   *
   * @param environment the user's
   * @param state a folder in which the versions of tools are remembered; need not exist
   */
  public static AgentCatalog around(Path folder, Map<String, String> environment, Path state) {
    return new AgentCatalog(Surroundings.around(folder, environment), state);
  }

  /** Returns the file with the user's own prices of models, which need not exist. */
  public Path prices() {
    return surroundings.prices();
  }

  /** Returns all agents, those that go before others first. */
  public Collection<KnownAgent> agents() {
    return catalog.found().agents().values();
  }

  /** Returns the names that plans may use; looks for them when it is asked for one. */
  public Set<AgentName> names() {
    return catalog.names();
  }

  /** Returns the agent of a name. */
  public Optional<KnownAgent> find(AgentName name) {
    return Optional.ofNullable(catalog.found().agents().get(name));
  }

  /** Returns what could not be read, and why, one line each. */
  public List<String> warnings() {
    return catalog.found().warnings();
  }

  /**
   * Returns what can be known of agents without a call of their models, in their order. Tools are
   * asked side by side, each for at most 20 seconds.
   */
  public List<AgentStatus> status(Collection<KnownAgent> agents) throws InterruptedException {
    return catalog.status(agents);
  }

  /** Refuses a plan that needs an agent which cannot work. */
  public void require(Plan plan) throws InterruptedException {
    require(plan, plan.tasks());
  }

  /**
   * Refuses tasks of a plan that need an agent which cannot work: it is not known, its tool is
   * missing or too old, or the user is not logged in.
   *
   * @throws ManyhandsException which names every such agent (CONFIG when it is not known, else
   *     EXTERNAL)
   */
  public void require(Plan plan, Collection<TaskSpec> tasks) throws InterruptedException {
    Set<AgentName> names =
        tasks.stream()
            .map(TaskSpec::agent)
            .filter(name -> !name.equals(AgentName.COMMAND))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (names.isEmpty()) {
      return;
    }
    Map<String, String> all = new HashMap<>(surroundings.environment());
    all.putAll(plan.env());
    List<AgentStatus> broken = new ArrayList<>();
    if (names.remove(BuiltInAgent.NAME)) {
      missing(plan, tasks, all)
          .map(problem -> new AgentStatus(required(BuiltInAgent.NAME), new Unconfigured(problem)))
          .ifPresent(broken::add);
    }
    List<KnownAgent> agents = names.stream().map(this::required).toList();
    Surroundings planned = new Surroundings(surroundings.repository(), all);
    new Catalog(planned, OWN, state.resolve("versions.json"))
        .status(agents).stream()
            .filter(status -> status.problem().isPresent())
            .forEach(broken::add);
    if (!broken.isEmpty()) {
      throw refusal(broken);
    }
  }

  /** A task may name a model for which no key is needed, or another one. */
  private Optional<Problem> missing(
      Plan plan, Collection<TaskSpec> tasks, Map<String, String> environment) {
    boolean limited = plan.limits().budget().costOrNull() != null;
    return tasks.stream()
        .filter(task -> task.agent().equals(BuiltInAgent.NAME))
        .map(
            task ->
                new Wanted(
                    task.work() instanceof Work.Prompt prompt ? prompt.brief().model() : none(),
                    limited || task.work().budget().costOrNull() != null))
        .distinct()
        .flatMap(wanted -> missing(wanted, environment, surroundings.prices()).stream())
        .findFirst();
  }

  /** A model, and whether what it costs is limited. */
  private record Wanted(Optional<String> model, boolean limited) {}

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Optional<Problem> missing(
      Wanted wanted, Map<String, String> environment, Path own) {
    try {
      BuiltInAgent.demandModel(wanted.model(), environment);
      if (wanted.limited()) {
        BuiltInAgent.demandPrice(wanted.model(), environment, own);
      }
      return Optional.empty();
    } catch (ManyhandsException e) {
      return Optional.of(new Problem(Objects.toString(e.getMessage()), e.hint()));
    }
  }

  private KnownAgent required(AgentName name) {
    return find(name)
        .orElseThrow(
            () ->
                new ManyhandsException(
                    Kind.CONFIG,
                    "there is no agent '%s'".formatted(name),
                    "'manyhands agents' lists those that there are"));
  }

  private static ManyhandsException refusal(List<AgentStatus> broken) {
    String what =
        broken.stream()
            .map(
                status ->
                    "the agent '%s' cannot work: %s"
                        .formatted(status.agent().name(), status.problem().orElseThrow().what()))
            .collect(Collectors.joining("\n"));
    String remedies =
        broken.stream()
            .map(status -> status.problem().orElseThrow().remedy())
            .filter(remedy -> !remedy.isEmpty())
            .distinct()
            .collect(Collectors.joining("\n"));
    return ManyhandsException.external(what, remedies, null);
  }

  /**
   * Returns what works as an agent with a tool.
   *
   * @param grace between asking a process to end and killing it
   * @throws ManyhandsException if there is none of that name (CONFIG)
   */
  public AgentRunner runner(AgentName name, Duration grace) {
    return switch (required(name)) {
      case KnownAgent.OfTool tool ->
          new ToolAgent(tool.profile(), tool.definition(), surroundings.environment(), grace);
      case KnownAgent.Own own -> throw new IllegalArgumentException(own.name() + " has no tool");
    };
  }
}

package dev.manyhands.engine.agent.catalog;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.profile.BuiltInProfiles;
import dev.manyhands.engine.agent.profile.Definition;
import dev.manyhands.engine.agent.profile.Executables;
import dev.manyhands.engine.agent.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Finds every agent. Of several with one name the first counts: those of Manyhands itself that need
 * no tool, {@code .manyhands/agents} of the repository, then of the user, the built-in tools, and
 * then definitions for other tools, of the repository and of the user.
 */
public final class AgentFinder {
  private static final int DEEPEST = 10;

  private final Surroundings surroundings;
  private final SequencedMap<AgentName, KnownAgent> found = new LinkedHashMap<>();
  private final Map<AgentName, List<String>> hidden = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<CustomAgents.Written> written = new ArrayList<>();

  private AgentFinder(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What was found.
   *
   * @param warnings what could not be read, and why; each names its file
   */
  public record Found(SequencedMap<AgentName, KnownAgent> agents, List<String> warnings) {}

  static Found find(Surroundings surroundings, List<KnownAgent.Own> own) {
    AgentFinder finder = new AgentFinder(surroundings);
    own.forEach(finder::add);
    finder.addCustom();
    BuiltInProfiles.all().forEach(profile -> finder.add(builtIn(profile)));
    finder.addDefinitions();
    return finder.found();
  }

  private Found found() {
    SequencedMap<AgentName, KnownAgent> all = new LinkedHashMap<>();
    found.forEach(
        (name, agent) ->
            all.put(
                name,
                switch (agent) {
                  case KnownAgent.Own own -> own;
                  case KnownAgent.OfTool tool -> tool.hiding(hidden.getOrDefault(name, List.of()));
                }));
    return new Found(all, warnings);
  }

  private void add(KnownAgent agent) {
    if (found.putIfAbsent(agent.name(), agent) != null) {
      hidden.computeIfAbsent(agent.name(), _ -> new ArrayList<>()).add(agent.origin());
    }
  }

  private static KnownAgent.OfTool builtIn(Profile profile) {
    return new KnownAgent.OfTool(profile, Definition.of(profile), KnownAgent.BUILT_IN, List.of());
  }

  private void addCustom() {
    List<Path> folders =
        List.of(
            surroundings.repository().resolve(".manyhands/agents"),
            surroundings.configuration().resolve("agents"));
    for (Path folder : folders) {
      for (Path file : files(folder, false, List.of(".yaml", ".yml"))) {
        reading(file, text -> written.addAll(CustomAgents.read(text, surroundings.show(file))));
      }
    }
    for (int i = 0; i < written.size(); i++) {
      CustomAgents.Written one = written.get(i);
      int next = i + 1;
      warning(
          "%s: %s".formatted(one.origin(), one.name()),
          () -> add(located(resolve(one, next, DEEPEST))));
    }
  }

  /** A path is one from the root of the repository, wherever its engine was started. */
  private KnownAgent.OfTool located(KnownAgent.OfTool agent) {
    String program = agent.profile().program();
    if (!program.contains("/")) {
      return agent;
    }
    Path place = surroundings.repository().toAbsolutePath().resolve(program).normalize();
    return new KnownAgent.OfTool(
        agent.profile().withProgram(place.toString()),
        agent.definition(),
        agent.origin(),
        agent.hides());
  }

  /** Of the same name it extends the one that it hides. */
  private KnownAgent.OfTool resolve(CustomAgents.Written one, int next, int depth) {
    if (depth == 0) {
      throw Values.wrong("agents extend each other in a circle");
    }
    return CustomAgents.resolve(
        one,
        name -> {
          int from = name.equals(one.name()) ? next : 0;
          for (int i = from; i < written.size(); i++) {
            if (written.get(i).name().equals(name)) {
              return Optional.of(resolve(written.get(i), i + 1, depth - 1));
            }
          }
          return BuiltInProfiles.all().stream()
              .filter(profile -> profile.name().equals(name))
              .map(AgentFinder::builtIn)
              .findFirst();
        });
  }

  private void addDefinitions() {
    for (DefinitionFolder folder : DefinitionFolder.ALL) {
      addDefinitions(folder, surroundings.repository().resolve(folder.path()));
    }
    for (DefinitionFolder folder : DefinitionFolder.ALL) {
      Path home = surroundings.home().resolve(folder.homePath());
      if (!home.equals(surroundings.repository().resolve(folder.path()))) {
        addDefinitions(folder, home);
      }
    }
  }

  private void addDefinitions(DefinitionFolder folder, Path place) {
    for (Path file : files(place, folder.below(), List.of(folder.ending()))) {
      if (!file.endsWith("README.md")) {
        reading(file, text -> add(definition(folder, file, text)));
      }
    }
  }

  private KnownAgent.OfTool definition(DefinitionFolder folder, Path file, String text) {
    Definition definition = folder.read(file, text);
    Profile tool = tool(folder.tools());
    boolean knowsTools = folder.tools().size() == 1;
    return new KnownAgent.OfTool(
        tool,
        knowsTools
            ? definition
            : new Definition(
                definition.name(),
                definition.description(),
                definition.system(),
                definition.modelOrNull(),
                // Their names are those of another tool.
                List.of(),
                definition.readOnly(),
                definition.mcp()),
        surroundings.show(file),
        List.of());
  }

  /** Returns the first tool that is installed, or else the first. */
  private Profile tool(List<String> names) {
    List<Profile> tools =
        names.stream()
            .map(name -> found.get(new AgentName(name)))
            .filter(KnownAgent.OfTool.class::isInstance)
            .map(agent -> ((KnownAgent.OfTool) agent).profile())
            .toList();
    return tools.stream()
        .filter(tool -> Executables.find(tool.program(), surroundings.path()).isPresent())
        .findFirst()
        .orElseGet(() -> tools.getFirst());
  }

  private List<Path> files(Path folder, boolean below, List<String> endings) {
    try {
      return AgentFiles.in(folder, below, endings);
    } catch (IOException e) {
      warnings.add("%s cannot be read: %s".formatted(surroundings.show(folder), e.getMessage()));
      return List.of();
    }
  }

  private void reading(Path file, Consumer<String> use) {
    String name = surroundings.show(file);
    try {
      String text = AgentFiles.read(file);
      warning(name, () -> use.accept(text));
    } catch (IOException e) {
      warnings.add("%s cannot be read: %s".formatted(name, e));
    }
  }

  /** One that is broken keeps nobody from using the others. */
  private void warning(String what, Runnable action) {
    try {
      action.run();
    } catch (ManyhandsException e) {
      warnings.add("%s: %s".formatted(what, Objects.toString(e.getMessage())));
    }
  }
}

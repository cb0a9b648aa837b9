package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Work;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the agents of tasks. */
final class Agents {
  private final Set<AgentName> known;
  private final Problems problems;
  private final boolean commonGiven;
  private final Optional<AgentName> common;

  /**
   * Creates a finder, which judges the plan's own agent at once.
   *
   * @param known is asked only when an agent is named
   */
  Agents(Set<AgentName> known, Section plan, Problems problems) {
    this.known = known;
    this.problems = problems;
    this.commonGiven = plan.has("agent");
    this.common = plan.text("agent").flatMap(this::find);
  }

  private Agents(
      Set<AgentName> known, Problems problems, boolean commonGiven, Optional<AgentName> common) {
    this.known = known;
    this.problems = problems;
    this.commonGiven = commonGiven;
    this.common = common;
  }

  /** Returns the same finder for tasks of another text. */
  Agents with(Problems others) {
    return new Agents(known, others, commonGiven, common);
  }

  /**
   * Returns the agent of a task, or nothing when a problem has been added.
   *
   * @param own the agent that the task names
   */
  Optional<AgentName> agent(Position task, Work work, Optional<Located<String>> own) {
    return switch (work) {
      case Work.Program _ -> forProgram(own);
      case Work.Prompt _ -> forPrompt(task, own);
    };
  }

  private Optional<AgentName> forProgram(Optional<Located<String>> own) {
    if (own.isPresent() && !own.get().value().equals(AgentName.COMMAND.value())) {
      problems.add(
          own.get().at(),
          "a task with a command is done by that program; remove 'agent', or write a prompt");
      return Optional.empty();
    }
    return Optional.of(AgentName.COMMAND);
  }

  private Optional<AgentName> forPrompt(Position task, Optional<Located<String>> own) {
    if (own.isEmpty() && !commonGiven) {
      problems.add(
          task, "this task has a prompt and no agent; write 'agent' here or at the top" + list());
      return Optional.empty();
    }
    Optional<AgentName> agent = own.isPresent() ? own.flatMap(this::find) : common;
    if (agent.isPresent() && agent.get().equals(AgentName.COMMAND)) {
      problems.add(
          own.map(Located::at).orElse(task),
          "the agent 'command' takes no prompt; name another agent" + list());
      return Optional.empty();
    }
    return agent;
  }

  private Optional<AgentName> find(Located<String> name) {
    String value = name.value();
    Optional<AgentName> agent =
        Optional.of(value).filter(text -> !text.isBlank()).map(AgentName::new);
    if (agent.filter(found -> found.equals(AgentName.COMMAND) || known.contains(found)).isEmpty()) {
      problems.add(name.at(), () -> "unknown agent " + Words.quote(value) + near(value));
      return Optional.empty();
    }
    return agent;
  }

  private String near(String name) {
    return known.isEmpty() ? list() : Words.known(name, sorted());
  }

  private String list() {
    return known.isEmpty() ? "; no agents are known" : "; known: " + Words.first(sorted(), ", ");
  }

  private SortedSet<String> sorted() {
    SortedSet<String> names = new TreeSet<>();
    known.forEach(agent -> names.add(agent.value()));
    return names;
  }
}

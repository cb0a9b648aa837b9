package dev.manyhands.core.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One independent piece of work, with every default filled in.
 *
 * @param title a short text for people; the id when the plan gives none
 * @param files what the task may change: globs from the repository's root; empty means anything
 * @param needs the tasks whose merged work this one starts from; without doubles
 * @param checkOrNull says whether the task's change is good
 */
public record TaskSpec(
    TaskId id,
    String title,
    AgentName agent,
    Work work,
    List<String> files,
    List<TaskId> needs,
    @Nullable Check checkOrNull,
    TaskLimits limits) {
  public TaskSpec {
    Objects.requireNonNull(id);
    Objects.requireNonNull(title);
    Objects.requireNonNull(agent);
    Objects.requireNonNull(work);
    Objects.requireNonNull(limits);
    files = List.copyOf(files);
    needs = List.copyOf(needs);
    if (Set.copyOf(needs).size() != needs.size()) {
      throw new IllegalArgumentException("task " + id + " names a need twice");
    }
    if (work instanceof Work.Program != agent.equals(AgentName.COMMAND)) {
      throw new IllegalArgumentException(
          "task " + id + ": a command goes with the agent 'command', a prompt with any other");
    }
  }

  /** Returns what says whether the task's change is good. */
  public Optional<Check> check() {
    return Optional.ofNullable(checkOrNull);
  }
}

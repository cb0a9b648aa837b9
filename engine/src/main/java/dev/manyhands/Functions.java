package dev.manyhands;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.function.FunctionAgents;
import dev.manyhands.engine.agent.function.HelperFunction;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Java functions that a run may need, by name: those that a plan file calls as the agent {@code
 * java:NAME}, and those with which a run was begun that is taken up again. Safe for any thread.
 */
public final class Functions {
  private final Map<String, HelperFunction> byName = new ConcurrentHashMap<>();

  Functions() {}

  /**
   * Registers a function.
   *
   * @param name that plans use; for a task that was made with {@link Task#function(String, Class,
   *     Subagent)}, the task's id
   * @param type of its result, as Jackson keeps it
   * @throws ManyhandsException if another function has this name (USAGE)
   */
  public <T extends @Nullable Object> Functions add(
      String name, Class<T> type, Subagent<T> function) {
    return add(name, ResultFormat.json(type), function);
  }

  /**
   * Registers a function.
   *
   * @param format in which its results are kept
   * @throws ManyhandsException if another function has this name (USAGE)
   */
  public <T extends @Nullable Object> Functions add(
      String name, ResultFormat<T> format, Subagent<T> function) {
    add(name, new SubagentFunction<>(function, format));
    return this;
  }

  void add(String name, HelperFunction function) {
    HelperFunction before = byName.putIfAbsent(name, function);
    if (before != null && !before.equals(function)) {
      throw ManyhandsException.usage(
          "another function is registered as '%s'".formatted(name),
          "give it a name of its own; several tasks of one name need the same function object");
    }
  }

  Map<String, HelperFunction> byName() {
    return byName;
  }

  Set<AgentName> agents() {
    return byName.keySet().stream().map(FunctionAgents::agent).collect(Collectors.toSet());
  }
}

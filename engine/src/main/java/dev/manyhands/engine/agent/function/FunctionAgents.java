package dev.manyhands.engine.agent.function;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.CommitFiles;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of this program that do tasks, by the names under which they were registered for a
 * run. A plan names one as the agent {@code java:NAME}. Safe for any thread.
 */
public final class FunctionAgents {
  private static final String PREFIX = "java:";

  private final Map<RunId, Map<String, HelperFunction>> functions = new ConcurrentHashMap<>();

  /** Returns the agent that a function is for plans. */
  public static AgentName agent(String function) {
    return new AgentName(PREFIX + function);
  }

  /** Says whether an agent is a function, of this program or another. */
  public static boolean isFunction(AgentName agent) {
    return agent.value().startsWith(PREFIX);
  }

  /** Returns the name of the function that an agent is. */
  public static String function(AgentName agent) {
    return agent.value().substring(PREFIX.length());
  }

  /** Registers the functions of a run; those that are added to the map later count as well. */
  public void register(RunId run, Map<String, HelperFunction> ofRun) {
    functions.put(run, ofRun);
  }

  /** Forgets the functions of a run. */
  public void forget(RunId run) {
    functions.remove(run);
  }

  /** Returns what works as an agent; one that is not registered fails its tasks. */
  public AgentRunner runner(
      RunId run, AgentName agent, CommitFiles commits, Stragglers stragglers, Duration grace) {
    Optional<HelperFunction> function =
        Optional.ofNullable(functions.getOrDefault(run, Map.of()).get(function(agent)));
    return new FunctionAgent(agent, function, commits, stragglers, grace);
  }
}

package dev.manyhands.engine.agent;

import dev.manyhands.core.plan.AgentName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of helpers that plans can name. */
public final class AgentCatalog {
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(
              AgentName.COMMAND,
              "any program: the 'command' of a task; done when it ends with exit code 0"),
          new Entry(
              new AgentName("builtin"),
              "a model with a few tools: needs a key, or a model server of your own"));

  private AgentCatalog() {}

  /**
   * A kind of helper.
   *
   * @param description what it is, in one line
   */
  public record Entry(AgentName name, String description) {}

  /** Returns every kind. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /** Returns the names that plans may use. */
  public static Set<AgentName> names() {
    return ENTRIES.stream().map(Entry::name).collect(Collectors.toUnmodifiableSet());
  }
}

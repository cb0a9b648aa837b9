package dev.manyhands.core.plan;

import org.jspecify.annotations.Nullable;

/** Names a kind of helper, such as {@code claude} or {@code command}. */
public record AgentName(String value) {
  /** The agent that runs a plain program. */
  public static final AgentName COMMAND = new AgentName("command");

  public AgentName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an agent's name is empty");
    }
  }

  // These two are written out: those that the compiler leaves to the first call make method handles
  // at every start, which takes longer than reading a plan.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AgentName id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}

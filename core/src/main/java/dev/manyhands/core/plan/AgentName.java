package dev.manyhands.core.plan;

/** Names a kind of helper, such as {@code claude} or {@code command}. */
public record AgentName(String value) {
  /** The agent that runs a plain program. */
  public static final AgentName COMMAND = new AgentName("command");

  public AgentName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an agent's name is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

package dev.manyhands.core.plan;

import java.util.List;

/** What a helper is asked to do. */
public sealed interface Work {

  /** A request in words, for an agent that understands them. */
  record Prompt(String text) implements Work {
    public Prompt {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a prompt is empty");
      }
    }
  }

  /**
   * A plain program, which is the helper itself.
   *
   * @param argv the program and its arguments; at least one element
   */
  record Program(List<String> argv) implements Work {
    public Program {
      argv = List.copyOf(argv);
      if (argv.isEmpty() || argv.getFirst().isEmpty()) {
        throw new IllegalArgumentException("a command is empty");
      }
    }
  }
}

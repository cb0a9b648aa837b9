package dev.manyhands.core.plan;

import java.util.List;
import java.util.Objects;

/** What a helper is asked to do. */
public sealed interface Work {

  /** Returns what one attempt may consume; programs consume nothing that is known. */
  default Budget budget() {
    return switch (this) {
      case Prompt prompt -> prompt.brief().budget();
      case Program _ -> Budget.UNLIMITED;
    };
  }

  /**
   * A request in words, for an agent that understands them.
   *
   * @param brief how it is to be worked on
   */
  record Prompt(String text, Brief brief) implements Work {
    public Prompt {
      Objects.requireNonNull(brief);
      if (text.isBlank()) {
        throw new IllegalArgumentException("a prompt is empty");
      }
    }

    /** A request without particulars. */
    public Prompt(String text) {
      this(text, Brief.STANDARD);
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

package dev.manyhands.testkit.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the model does in a conversation, turn by turn. After the last turn it says that it is done.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}; a prompt that contains {@code
 *     [[script:NAME]]} chooses this script
 */
public record Script(String name, List<Turn> turns) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Turn DONE = Turn.text("Done.");

  public Script {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' cannot be the name of a script");
    }
    turns = List.copyOf(turns);
  }

  /** Returns a script of these turns. */
  public static Script of(String name, Turn... turns) {
    return new Script(name, List.of(turns));
  }

  /** Returns the turn of that index, from 0. */
  Turn turn(int index) {
    return index < turns.size() ? turns.get(index) : DONE;
  }
}

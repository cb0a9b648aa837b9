package dev.manyhands.app.demo;

/** Writes any text so that another language reads the same. */
final class Quoting {
  private Quoting() {}

  /** Returns one word of a shell script. */
  static String shell(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Returns a YAML scalar. */
  static String yaml(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}

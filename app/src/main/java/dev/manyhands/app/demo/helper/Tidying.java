package dev.manyhands.app.demo.helper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Removes the blanks that Error Prone leaves where it takes a word out. */
final class Tidying {
  private static final int INDENTATION = 4;

  private Tidying() {}

  /** Returns a rewritten text without the odd blanks that it did not have before. */
  static String of(String before, String after) {
    Set<String> old = new HashSet<>(Arrays.asList(before.split("\n", -1)));
    List<String> lines = new ArrayList<>();
    for (String line : after.split("\n", -1)) {
      if (old.contains(line)) {
        lines.add(line);
      } else if (!line.isBlank()) {
        lines.add(tidy(line));
      }
    }
    return String.join("\n", lines);
  }

  private static String tidy(String line) {
    String text = line.stripLeading();
    int indentation = line.length() - text.length();
    int odd = indentation % INDENTATION == 1 ? 1 : 0;
    return line.substring(0, indentation - odd)
        + text.replaceAll("(?<=\\S) {2,}(?=\\S)", " ")
            .replaceAll("\\( (?=\\S)", "(")
            .replaceAll("= \\*/(?=\\S)", "= */ ");
  }
}

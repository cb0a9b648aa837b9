package dev.manyhands.engine.report.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads file names as git writes them in diffs: quoted like C strings where they are unusual. */
final class DiffNames {
  private DiffNames() {}

  /** Returns the name in {@code a/name b/name}; where both differ, lines below it say the name. */
  static String ofHeader(String names) {
    if (names.startsWith("\"")) {
      int end = endOfQuoted(names);
      return ofSide(names.substring(0, end));
    }
    int half = (names.length() - 1) / 2;
    return ofSide(names.substring(0, Math.max(0, half)));
  }

  /** Returns the name in {@code a/name} or {@code b/name}. */
  static String ofSide(String side) {
    String name = unquoted(side);
    return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name;
  }

  /** Returns a name without quotes and escapes. */
  static String unquoted(String name) {
    if (!name.startsWith("\"")) {
      return name.endsWith("\t") ? name.substring(0, name.length() - 1) : name;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = endOfQuoted(name) - 1;
    for (int i = 1; i < end; i++) {
      char c = name.charAt(i);
      if (c != '\\' || i + 1 >= end) {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      } else if (isOctal(name, i + 1, end)) {
        bytes.write(Integer.parseInt(name, i + 1, i + 4, 8));
        i += 3;
      } else {
        i++;
        bytes.write(escaped(name.charAt(i)));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Returns the place behind the closing quote. */
  private static int endOfQuoted(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i + 1;
      }
    }
    return text.length();
  }

  private static boolean isOctal(String text, int from, int end) {
    if (from + 3 > end) {
      return false;
    }
    for (int i = from; i < from + 3; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '7') {
        return false;
      }
    }
    return true;
  }

  private static char escaped(char letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> '\u000B';
      default -> letter;
    };
  }
}

package dev.manyhands.engine.report;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes every character of a text from outside one that can be seen: control characters could break
 * a document, and those that turn the direction of writing can make a diff look like something it
 * is not.
 */
public final class Visible {
  private static final Pattern ESCAPE_SEQUENCES =
      Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|.)");
  private static final Pattern LINE_ENDS = Pattern.compile("\r+\n|\r");

  private Visible() {}

  /** Returns the text with tabs and line feeds as they are, and a sign for each other control. */
  public static String text(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (harmless(text, i, c)) {
        if (out != null) {
          out.append(c);
        }
        continue;
      }
      if (out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      appendSign(out, c);
    }
    return out == null ? text : out.toString();
  }

  /** Returns the text on one line, without blanks around it. */
  public static String line(String text) {
    return text(text.strip().replaceAll("\\s+", " "));
  }

  /** Returns what a program printed as plain text: without colours, one kind of line end. */
  public static String output(String printed) {
    String plain = ESCAPE_SEQUENCES.matcher(printed).replaceAll("");
    return text(LINE_ENDS.matcher(plain).replaceAll("\n"));
  }

  private static boolean harmless(String text, int at, char c) {
    if (c < ' ') {
      return c == '\n' || c == '\t';
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c < 0x7F || (c > 0x9F && !turnsDirection(c) && c < 0xFFFE);
  }

  private static boolean turnsDirection(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }

  private static void appendSign(StringBuilder out, char c) {
    if (c < ' ') {
      out.append((char) ('\u2400' + c));
    } else if (turnsDirection(c)) {
      out.append("⟦U+").append(Integer.toHexString(c).toUpperCase(Locale.ROOT)).append('⟧');
    } else {
      out.append('\uFFFD');
    }
  }
}

package dev.manyhands.engine.report;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes texts from outside into Markdown such that they stay texts. */
final class MarkdownText {
  private static final Pattern SPECIAL =
      Pattern.compile("[\\\\`*\\[\\]<>|~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");
  private static final Pattern BLOCK_START =
      Pattern.compile("^(?:(#{1,6}|[-+])(?=\\s|$)|(\\d{1,9})([.)])(?=\\s|$)|(-{3,}|={3,}))");
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private MarkdownText() {}

  /** Returns a text for a paragraph, a heading or a cell of a table, on one line. */
  static String inline(String text) {
    String escaped = SPECIAL.matcher(Visible.line(text)).replaceAll("\\\\$0");
    return BLOCK_START.matcher(escaped).replaceFirst(MarkdownText::escapeStart);
  }

  private static String escapeStart(MatchResult start) {
    String escaped =
        start.group(2) == null ? "\\" + start.group() : start.group(2) + "\\" + start.group(3);
    return Matcher.quoteReplacement(escaped);
  }

  /** Returns a text as code within a line; a vertical bar in it does not end a cell. */
  static String code(String text) {
    String line = Visible.line(text).replace("|", "\\|");
    if (line.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(longestRun(line) + 1);
    String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + pad + line + pad + fence;
  }

  /** Returns a text as a block of its own, each line as it is. */
  static String block(String text) {
    String visible = Visible.output(text).stripTrailing();
    String fence = "`".repeat(Math.max(3, longestRun(visible) + 1));
    return fence + "text\n" + visible + "\n" + fence + "\n";
  }

  private static int longestRun(String text) {
    return BACKTICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
  }
}

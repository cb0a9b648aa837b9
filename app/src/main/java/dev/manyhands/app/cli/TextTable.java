package dev.manyhands.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text for people. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... titles) {
    rows.add(titles);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  /** Returns it with columns as wide as their widest cell; the last column is not filled up. */
  String text() {
    int columns = rows.getFirst().length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row[i]);
        int blanks = widths[i] - row[i].codePointCount(0, row[i].length()) + 2;
        line.append(" ".repeat(i == columns - 1 ? 0 : blanks));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }
}

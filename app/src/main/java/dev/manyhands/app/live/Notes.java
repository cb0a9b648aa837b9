package dev.manyhands.app.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jline.utils.AttributedString;

/** The lines for people that are to stay when the picture goes; the oldest make room. */
final class Notes {
  private static final int MOST = 1000;

  private final Deque<String> lines = new ArrayDeque<>();
  private int dropped;

  void keep(String line) {
    lines.addLast(Cells.clean(line, true));
    if (lines.size() > MOST) {
      lines.removeFirst();
      dropped++;
    }
  }

  List<AttributedString> lines() {
    List<AttributedString> all = new ArrayList<>();
    if (dropped > 0) {
      all.add(new AttributedString(dropped + " lines before these were too many to keep"));
    }
    lines.forEach(line -> all.add(new AttributedString(line)));
    return all;
  }
}

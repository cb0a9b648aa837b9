package dev.manyhands.app.live;

import java.util.List;
import org.jline.utils.AttributedString;

/** The latest news, a line for each. */
final class NewsLines {
  private static final int NARROW = 40;

  private NewsLines() {}

  static List<AttributedString> of(List<News.Item> items, Scene scene, Look look, int width) {
    int clocks = items.stream().mapToInt(item -> clock(item, scene).length()).max().orElse(0);
    return items.stream().map(item -> line(item, scene, look, width, clocks)).toList();
  }

  private static AttributedString line(
      News.Item item, Scene scene, Look look, int width, int clocks) {
    Row row = new Row(look, width);
    if (width >= NARROW) {
      String clock = clock(item, scene);
      row.to(clocks - clock.length()).add(Tone.FAINT, clock).gap(1);
    }
    row.add(item.sign()).gap(1);
    if (!item.tasks().isEmpty()) {
      String says = " " + item.says();
      // The words matter more than the fourth name.
      int room = Math.max(row.left() / 2, row.left() - Cells.width(says));
      row.add(Tone.STRONG, Names.fitting(item.tasks(), room));
      return row.add(Tone.PLAIN, says).end();
    }
    return row.add(item.kind() == News.Kind.LOG ? Tone.FAINT : Tone.PLAIN, item.says()).end();
  }

  private static String clock(News.Item item, Scene scene) {
    return Spans.clock(scene.sinceStart(item.at()));
  }
}

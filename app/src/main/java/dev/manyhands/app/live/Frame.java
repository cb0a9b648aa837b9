package dev.manyhands.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** Puts a picture together, with what matters most where there is not room for everything. */
final class Frame {
  /** The header, the bar and the hint, which are always there. */
  private static final int ALWAYS = 3;

  private static final int PROBLEMS_IN_SUMMARY = 5;
  private static final int LONGEST_PROBLEM = 400;

  private final Scene scene;
  private final Look look;
  private final int width;

  Frame(Scene scene, Look look, int width) {
    this.scene = scene;
    this.look = look;
    this.width = width;
  }

  List<AttributedString> lines(int height) {
    SubagentLines subagents = new SubagentLines(scene, look, width);
    Optional<AttributedString> queue = QueueLine.of(scene, look, width);
    Optional<AttributedString> merge = MergeLine.of(scene, look, width);
    Rooms rooms =
        Rooms.share(
            height - ALWAYS,
            subagents.size(),
            queue.isPresent(),
            merge.isPresent(),
            scene.news().size());

    List<AttributedString> lines = new ArrayList<>();
    lines.add(HeaderLine.of(scene, look, width));
    lines.add(ProgressLines.bar(scene, look, width));
    if (rooms.counts()) {
      lines.add(ProgressLines.counts(scene, look, width, !rooms.queue()));
    }
    List<AttributedString> queues = new ArrayList<>();
    queue.filter(_ -> rooms.queue()).ifPresent(queues::add);
    merge.filter(_ -> rooms.merge()).ifPresent(queues::add);
    List<AttributedString> news =
        NewsLines.of(scene.news().latest(rooms.news()), scene, look, width);
    int gaps = rooms.gaps();
    for (List<AttributedString> part : List.of(subagents.lines(rooms.subagents()), queues, news)) {
      if (gaps > 0 && !part.isEmpty()) {
        lines.add(AttributedString.EMPTY);
        gaps--;
      }
      lines.addAll(part);
    }
    while (lines.size() < height - 1) {
      lines.add(AttributedString.EMPTY);
    }
    lines.add(HintLine.of(scene, look, width));
    return List.copyOf(lines.subList(Math.max(0, lines.size() - height), lines.size()));
  }

  /** Returns what stays when the picture goes: how the run stands, and what went wrong. */
  List<AttributedString> summary() {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(HeaderLine.of(scene, look, width));
    lines.add(ProgressLines.bar(scene, look, width));
    lines.add(ProgressLines.counts(scene, look, width, true));
    List<News.Item> problems = scene.news().problems(PROBLEMS_IN_SUMMARY);
    // These may take more than one line of the screen: nothing is in their way.
    lines.addAll(NewsLines.of(problems, scene, look, Math.max(width, LONGEST_PROBLEM)));
    return List.copyOf(lines);
  }
}

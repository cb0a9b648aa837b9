package dev.manyhands.app.live;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jline.utils.AttributedString;

/** How much is done: as a bar, and as counts. */
final class ProgressLines {
  private static final int GAP = 2;
  private static final int SHORTEST_BAR = 10;

  private static final Set<Standing> STARTED =
      Collections.unmodifiableSet(EnumSet.range(Standing.MERGED, Standing.RUNNING));

  /** A part of the bar. */
  private record Segment(Tone tone, char symbol, char plain, int tasks) {}

  private ProgressLines() {}

  static AttributedString bar(Scene scene, Look look, int width) {
    Survey survey = scene.survey();
    String done = " %d/%d".formatted(survey.ended(), survey.total());
    String percent = "  %d%%".formatted(100L * survey.ended() / survey.total());
    String left = scene.timeLeft().map(time -> "  ~" + Spans.roughly(time) + " left").orElse("");
    if (done.length() + percent.length() + left.length() + SHORTEST_BAR > width) {
      percent = "";
    }
    if (done.length() + left.length() + SHORTEST_BAR > width) {
      left = "";
    }
    int cells = Math.max(0, width - done.length() - percent.length() - left.length());
    Row row = new Row(look, width);
    bar(row, look, survey, cells);
    return row.add(Tone.STRONG, done).add(Tone.PLAIN, percent).add(Tone.FAINT, left).end();
  }

  private static void bar(Row row, Look look, Survey survey, int cells) {
    int tasks = 0;
    int drawn = 0;
    for (Segment segment : segments(survey)) {
      tasks += segment.tasks();
      // Rounding what is drawn so far, not each part, fills the bar exactly.
      int until = Math.round((float) cells * tasks / survey.total());
      char symbol = look.unicode() ? segment.symbol() : segment.plain();
      row.symbols(segment.tone(), String.valueOf(symbol).repeat(until - drawn));
      drawn = until;
    }
  }

  private static List<Segment> segments(Survey survey) {
    int merging = survey.count(Standing.MERGING);
    int running = survey.count(Standing.RUNNING);
    int open = survey.total() - survey.ended() - merging - running;
    return List.of(
        new Segment(Tone.GOOD, '█', '#', survey.well()),
        new Segment(Tone.BAD, '╳', 'x', survey.badly()),
        new Segment(Tone.MERGING, '▓', '+', merging),
        new Segment(Tone.BUSY, '▒', '-', running),
        new Segment(Tone.FAINT, '░', '.', open));
  }

  /**
   * Returns the counts of the states that occur.
   *
   * @param withQueue whether to count those that have not started, which the queue's line does too
   */
  static AttributedString counts(Scene scene, Look look, int width, boolean withQueue) {
    Row row = new Row(look, width);
    int gap = 0;
    for (Standing standing : withQueue ? EnumSet.allOf(Standing.class) : STARTED) {
      int count = scene.survey().count(standing);
      String text = count + " " + standing.word();
      if (count == 0 || row.left() < gap + 2 + text.length()) {
        continue;
      }
      row.gap(gap).add(standing.sign()).gap(1).add(standing.sign().tone(), text);
      gap = GAP;
    }
    return row.end();
  }
}

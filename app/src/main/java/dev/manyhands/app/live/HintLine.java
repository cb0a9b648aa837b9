package dev.manyhands.app.live;

import dev.manyhands.core.run.RunState;
import java.util.List;
import org.jline.utils.AttributedString;

/** Says what the person before the terminal can do. */
final class HintLine {
  private static final List<String> AT_FIRST =
      List.of(
          "Ctrl-C ends the helpers and keeps their work",
          "Ctrl-C ends the helpers",
          "Ctrl-C ends the run");
  private static final List<String> INTERRUPTED =
      List.of("stopping … Ctrl-C again stops at once", "Ctrl-C stops at once");

  private HintLine() {}

  static AttributedString of(Scene scene, Look look, int width) {
    Row row = new Row(look, width);
    if (scene.state() instanceof RunState.Finished) {
      return row.add(Tone.FAINT, "the run is over").end();
    }
    return scene.interrupted()
        ? row.add(Tone.LATE, fitting(INTERRUPTED, look, width)).end()
        : row.add(Tone.FAINT, fitting(AT_FIRST, look, width)).end();
  }

  private static String fitting(List<String> texts, Look look, int width) {
    return texts.stream()
        .filter(text -> Cells.width(Cells.clean(text, look.unicode())) <= width)
        .findFirst()
        .orElse(texts.getLast());
  }
}

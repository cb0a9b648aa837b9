package dev.manyhands.app.live;

import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Says which run this is, and for how long it has been going on. */
final class HeaderLine {
  private static final int GAP = 2;

  /**
   * A part of the line.
   *
   * @param rank what is left out first where there is no room: the highest
   */
  private record Part(int rank, Tone tone, String text) {}

  private HeaderLine() {}

  static AttributedString of(Scene scene, Look look, int width) {
    String clock = Spans.clock(scene.elapsed());
    List<Part> parts = fitting(parts(scene), width - clock.length());
    int room = width - clock.length() - (parts.isEmpty() ? 0 : 1);
    Row row = new Row(look, width);
    Row left = new Row(look, Math.max(0, room));
    for (Part part : parts) {
      left.add(part.tone(), part.text()).gap(GAP);
    }
    return row.append(left).to(width - clock.length()).add(Tone.STRONG, clock).end();
  }

  private static List<Part> parts(Scene scene) {
    List<Part> parts = new ArrayList<>();
    if (!scene.run().value().startsWith(scene.plan().name())) {
      parts.add(new Part(3, Tone.STRONG, scene.plan().name()));
    }
    parts.add(new Part(0, Tone.STRONG, scene.run().value()));
    parts.add(phase(scene));
    scene
        .live()
        .ifPresent(
            live ->
                parts.add(new Part(4, Tone.FAINT, "base " + live.base().commit().abbreviated())));
    parts.add(new Part(5, Tone.FAINT, scene.plan().concurrency() + " at a time"));
    return parts;
  }

  private static Part phase(Scene scene) {
    return switch (scene.state()) {
      case RunState.Unstarted _ -> phase(Tone.FAINT, "not started yet");
      case RunState.Live live ->
          switch (live.phase()) {
            case Phase.Working _ -> phase(Tone.LATE, scene.interrupted() ? "interrupted" : "");
            case Phase.Cancelling _ -> phase(Tone.LATE, "cancelling");
            case Phase.Publishing _, Phase.Unpublished _ -> phase(Tone.MERGING, "publishing");
          };
      case RunState.Finished finished ->
          switch (finished.status()) {
            case SUCCEEDED -> phase(Tone.GOOD, finished.status().word());
            case PARTIAL, CANCELLED -> phase(Tone.LATE, finished.status().word());
            case FAILED -> phase(Tone.BAD, finished.status().word());
          };
    };
  }

  private static Part phase(Tone tone, String word) {
    return new Part(1, tone, word);
  }

  private static List<Part> fitting(List<Part> parts, int width) {
    List<Part> left = new ArrayList<>(parts);
    left.removeIf(part -> part.text().isEmpty());
    while (left.size() > 1 && width(left) > width) {
      int highest = left.stream().mapToInt(Part::rank).max().orElse(0);
      left.removeIf(part -> part.rank() == highest);
    }
    return left;
  }

  private static int width(List<Part> parts) {
    return parts.stream().mapToInt(part -> Cells.width(part.text()) + GAP).sum();
  }
}

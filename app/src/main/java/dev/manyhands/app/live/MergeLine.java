package dev.manyhands.app.live;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Integration;
import dev.manyhands.core.run.Integration.Health;
import dev.manyhands.core.run.Integration.Step;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** Says what the merge queue is doing, and who waits in it. */
final class MergeLine {
  private MergeLine() {}

  /** Returns the line; empty when nothing is being combined. */
  static Optional<AttributedString> of(Scene scene, Look look, int width) {
    if (!(scene.state() instanceof Live live)) {
      return Optional.empty();
    }
    Row row = Label.MERGE.row(look, width);
    return switch (live.phase()) {
      case Phase.Publishing _ -> Optional.of(row.add(Tone.MERGING, "publishing the result").end());
      case Phase.Unpublished unpublished ->
          Optional.of(
              row.add(Tone.LATE, "publishing again " + in(scene, unpublished.notBefore())).end());
      case Phase.Working _, Phase.Cancelling _ -> queue(scene, live, row);
    };
  }

  private static Optional<AttributedString> queue(Scene scene, Live live, Row row) {
    Integration integration = live.integration();
    List<TaskId> all = ids(integration.queue());
    return switch (integration.step()) {
      case Step.Verifying verifying -> {
        verifying(scene, live, verifying.group().size(), row);
        List<TaskId> rest = all.subList(verifying.group().size(), all.size());
        if (!rest.isEmpty() && row.left() > 12) {
          String then = " · then ";
          row.add(Tone.PLAIN, then + Names.fitting(rest, row.left() - then.length()));
        }
        yield Optional.of(row.end());
      }
      case Step.Idle idle -> {
        if (all.isEmpty()) {
          yield Optional.empty();
        }
        String why = why(scene, integration, idle);
        int room = Math.max(12, row.left() - why.length());
        yield Optional.of(row.add(Tone.PLAIN, Names.fitting(all, room)).add(Tone.FAINT, why).end());
      }
    };
  }

  private static void verifying(Scene scene, Live live, int size, Row row) {
    Integration integration = live.integration();
    String clock = " for " + Spans.clock(Spans.between(scene.verifyingSince(), scene.now()));
    if (size == 0) {
      row.add(Tone.MERGING, "checking the base alone").add(Tone.PLAIN, clock);
      return;
    }
    boolean checks = live.plan().combine().check().isPresent();
    String does = checks ? "verifying " : "merging ";
    String together = size > 1 && checks ? " together" : "";
    if (integration.suspects() > 0) {
      does = "bisecting: ";
      together = " of %d that fail together".formatted(integration.suspects());
    }
    int others = does.length() + together.length() + clock.length();
    // Room for those that come after, where there is any.
    int room = Math.max(12, (row.left() - others) * 2 / 3);
    row.add(Tone.MERGING, does)
        .add(Tone.PLAIN, Names.fitting(ids(integration.group()), room))
        .add(Tone.MERGING, together)
        .add(Tone.PLAIN, clock);
  }

  private static String why(Scene scene, Integration integration, Step.Idle idle) {
    if (idle.notBefore().isAfter(scene.now())) {
      return " verified again " + in(scene, idle.notBefore());
    }
    return integration.health() == Health.BROKEN
        ? " judged with all others at the end: the base fails the check"
        : " waiting";
  }

  private static String in(Scene scene, Instant then) {
    Duration wait = Spans.between(scene.now(), then);
    return wait.isZero() ? "now" : "in " + Spans.words(wait);
  }

  private static List<TaskId> ids(List<Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.attempt().task()).toList();
  }
}

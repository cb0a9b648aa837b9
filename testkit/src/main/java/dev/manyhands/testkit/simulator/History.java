package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What happened in a simulation, to be told when it fails. */
final class History {
  /** Parts of values that nobody misses: zeros of ids, times of events, unused usage. */
  private static final Pattern NOISE =
      Pattern.compile(
          "at=[^,\\]]+(, )?|, usage=Usage\\[[^\\]]*\\]|, summary=|, exitCodeOrNull=null"
              + "|(?<=hex=[0-9a-f]{8})[0-9a-f]+");

  private record Line(Instant at, String what, List<?> details) {}

  private final List<Line> lines = new ArrayList<>();

  void step(Instant at, List<Command> commands, List<Event> events) {
    lines.add(new Line(at, "command", commands));
    lines.add(new Line(at, "  event", events));
  }

  void crash(Instant at, Crash.Point point) {
    lines.add(new Line(at, "crash " + point, List.of("")));
  }

  List<String> tell() {
    return lines.stream()
        .flatMap(line -> line.details().stream().map(detail -> tell(line, detail)))
        .toList();
  }

  private static String tell(Line line, Object detail) {
    Duration since = Duration.between(Surroundings.START, line.at());
    return "%12s %s %s"
        .formatted(
            since.toString().substring(2),
            line.what(),
            NOISE.matcher(detail.toString()).replaceAll(""));
  }
}

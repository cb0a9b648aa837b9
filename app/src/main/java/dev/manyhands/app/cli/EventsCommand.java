package dev.manyhands.app.cli;

import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.event.EventCodec;
import dev.manyhands.engine.run.StoredEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands events RUN}. */
final class EventsCommand extends Command {
  private static final int PAGE = 500;
  private static final long POLL_MS = 200;

  private final PositionalParamSpec run = runParameter(false);
  private final OptionSpec after =
      number("--after", "SEQ", "Only events after the one with this number.");
  private final OptionSpec follow =
      flag("Go on until the run is over, or nobody carries it any longer.", "-f", "--follow");
  private final OptionSpec json = flag("Print one JSON object a line.", "--json");

  EventsCommand(Console console) {
    super(console, "events", "Print what happened in a run, one event a line.");
    explain(
        "Events are numbered from 1 without gaps. A program that remembers the number of the last"
            + " one it has seen misses nothing: --after continues behind it.");
    addRepo();
    add(run, after, follow, json);
    examples("manyhands events latest --follow", "manyhands events latest --after 120 --json");
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      RunId id = runOf(orchestrator, run);
      Integer first = number(after);
      long seen = first == null ? 0 : first;
      EventCodec codec = new EventCodec();
      boolean more = true;
      while (more) {
        // Asked before reading: what came in between is still printed.
        boolean carried = orchestrator.summary(id).status().equals("running");
        List<StoredEvent> events = orchestrator.events(id, seen, PAGE);
        for (StoredEvent event : events) {
          console.out().println(isSet(json) ? json(codec, event) : EventLine.of(event.event()));
          seen = event.seq();
        }
        console.flush();
        boolean over = !events.isEmpty() && events.getLast().event() instanceof Event.RunFinished;
        more = events.size() == PAGE || (isSet(follow) && carried && !over);
        if (more && events.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
      }
      if (isSet(follow) && orchestrator.summary(id).status().equals(RunSummary.INTERRUPTED)) {
        console.note("Nobody carries the run. Go on with 'manyhands resume %s'.".formatted(id));
      }
      return ExitCode.OK;
    }
  }

  private static String json(EventCodec codec, StoredEvent event) {
    // The number first, then what the log holds.
    return "{\"seq\":" + event.seq() + "," + codec.write(event.event()).substring(1);
  }
}

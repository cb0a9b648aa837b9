package dev.manyhands.app.http;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.event.EventCodec;
import dev.manyhands.engine.run.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Events of a run for whoever follows it: asked for page by page, or sent as they come.
 *
 * <p>Both go by the number of the last event that the client has seen and read from the log, so a
 * client that falls behind costs nothing, and one that comes back misses nothing.
 */
final class EventFeed {
  /** How many events at the most are in one answer. */
  static final int MOST = 5_000;

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final EventCodec CODEC = new EventCodec();

  private final EventPages pages = new EventPages();

  /** Returns one event, its number first. */
  static String json(StoredEvent stored) {
    return "{\"seq\":" + stored.seq() + "," + CODEC.write(stored.event()).substring(1);
  }

  /** Returns a page of events, as soon as there is one. */
  Answer page(Orchestrator engine, RunId run, long after, int most, Duration wait)
      throws InterruptedException {
    List<StoredEvent> events = engine.events(run, after, most, wait);
    ObjectNode node = JsonMapper.shared().createObjectNode();
    ArrayNode array = node.putArray("events");
    events.forEach(event -> array.addRawValue(new RawValue(json(event))));
    node.put("last", events.isEmpty() ? after : events.getLast().seq());
    node.put("over", !events.isEmpty() && isLast(events.getLast()));
    return Answer.ok(node);
  }

  /** Returns all events after one, and those to come, until the run is over. */
  Answer stream(Orchestrator engine, RunId run, long after) {
    String status = engine.summary(run).status();
    boolean over = !status.equals(Report.RUNNING) && !status.equals(RunSummary.INTERRUPTED);
    if (after > 0 && over && engine.events(run, after, 1).isEmpty()) {
      // What tells an event source not to come back.
      return new Answer.Nothing();
    }
    return new Answer.Stream("text/event-stream", out -> send(engine, run, after, out));
  }

  private void send(Orchestrator engine, RunId run, long after, OutputStream out)
      throws IOException, InterruptedException {
    out.write(bytes("retry: 1000\n\n"));
    out.flush();
    long seen = after;
    boolean over = false;
    while (!over) {
      EventPages.Page page = pages.after(engine, run, seen, HEARTBEAT);
      // A line that says nothing shows whether the client is still there.
      out.write(page.last() == seen ? bytes(":\n\n") : page.frames());
      out.flush();
      seen = page.last();
      over = page.over();
    }
  }

  /** Returns one event as it is sent. */
  static String frame(StoredEvent stored) {
    return "id: " + stored.seq() + "\ndata: " + json(stored) + "\n\n";
  }

  static boolean isLast(StoredEvent stored) {
    return stored.event() instanceof Event.RunFinished;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events from bytes as they come (HTML standard, section 9.2.6), whatever their
 * pieces are. Lines end with a line feed, or with a carriage return and one. Memory: the longest
 * line.
 */
final class EventLines {
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);
  private static final int USUAL = 2048;

  private final Consumer<ServerSentEvent> events;

  /** What came after the last line, up to {@code end}. */
  private byte[] bytes = new byte[USUAL];

  private int end;
  private @Nullable String event;
  private @Nullable String data;

  EventLines(Consumer<ServerSentEvent> events) {
    this.events = events;
  }

  void take(ByteBuffer piece) {
    int scanned = end;
    int length = piece.remaining();
    if (bytes.length - end < length) {
      bytes = Arrays.copyOf(bytes, Math.max(end + length, 2 * bytes.length));
    }
    piece.get(bytes, end, length);
    end += length;
    int start = 0;
    for (int i = scanned; i < end; i++) {
      if (bytes[i] == '\n') {
        line(start, i > start && bytes[i - 1] == '\r' ? i - 1 : i);
        start = i + 1;
      }
    }
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
    }
  }

  /** Takes note that nothing more comes: what is there counts, as it does to the libraries. */
  void end() {
    line(0, end);
    end = 0;
    dispatch();
  }

  private void line(int from, int to) {
    if (from == to) {
      dispatch();
    } else if (begins(DATA, from, to)) {
      String more = value(from + DATA.length, to);
      data = data == null ? more : data + "\n" + more;
    } else if (begins(EVENT, from, to)) {
      event = value(from + EVENT.length, to);
    }
  }

  private boolean begins(byte[] word, int from, int to) {
    return to - from >= word.length
        && Arrays.equals(bytes, from, from + word.length, word, 0, word.length);
  }

  private String value(int from, int to) {
    int start = from < to && bytes[from] == ' ' ? from + 1 : from;
    return new String(bytes, start, to - start, StandardCharsets.UTF_8);
  }

  private void dispatch() {
    String whole = data;
    if (whole != null) {
      events.accept(new ServerSentEvent(event, whole));
    }
    event = null;
    data = null;
  }
}

package dev.manyhands.testkit.model;

import dev.manyhands.testkit.model.Director.Cue.Play;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends one turn, with its delays and its fault. */
final class Performance {
  private static final String TYPE = "text/event-stream";
  private static final String GARBLED = "data: {\"type\": \"gar\n\n";

  private final Dialect dialect;
  private final Wire wire;
  private final Closing closing;
  private final Consumer<Usage> charge;

  /**
   * Creates a performance.
   *
   * @param charge told what an answer costs, when nothing keeps it any more from being sent whole
   */
  Performance(Dialect dialect, Wire wire, Closing closing, Consumer<Usage> charge) {
    this.dialect = dialect;
    this.wire = wire;
    this.closing = closing;
    this.charge = charge;
  }

  /** What happens in the middle of an answer. */
  @FunctionalInterface
  private interface Middle {
    void happen() throws IOException, InterruptedException;
  }

  void perform(Play play, boolean streamed) throws IOException, InterruptedException {
    closing.await(Optional.of(play.turn().delay()));
    Duration pace = play.turn().pace();
    if (play.fault().isEmpty()) {
      answer(play.reply(), streamed, pace, false, () -> {});
      return;
    }
    switch (play.fault().get()) {
      case Fault.Status(int code, Optional<Duration> retryAfter) -> fail(code, retryAfter);
      case Fault.Hang(Optional<Duration> length) -> {
        closing.await(length);
        answer(play.reply(), streamed, pace, false, () -> {});
      }
      case Fault.Stall(Optional<Duration> length) ->
          answer(play.reply(), streamed, pace, false, () -> closing.await(length));
      case Fault.Refuse() -> throw new IOException("refused, as the script says");
      case Fault.Drop() ->
          answer(
              play.reply(),
              streamed,
              pace,
              false,
              () -> {
                throw new IOException("dropped, as the script says");
              });
      case Fault.Malformed() -> answer(play.reply(), streamed, pace, true, () -> {});
    }
  }

  void answer(Reply reply, boolean streamed) throws IOException, InterruptedException {
    answer(reply, streamed, Duration.ZERO, false, () -> {});
  }

  private void fail(int code, Optional<Duration> retryAfter) throws IOException {
    Map<String, String> headers =
        retryAfter
            .map(wait -> Map.of("retry-after", Long.toString(wait.plusMillis(999).toSeconds())))
            .orElse(Map.of());
    wire.json(code, headers, dialect.error(code, "scripted error " + code, retryAfter));
  }

  private void answer(Reply reply, boolean streamed, Duration pace, boolean garbled, Middle middle)
      throws IOException, InterruptedException {
    if (streamed) {
      stream(reply, pace, garbled, middle);
    } else {
      whole(reply, garbled, middle);
    }
  }

  private void whole(Reply reply, boolean garbled, Middle middle)
      throws IOException, InterruptedException {
    byte[] all = Json.text(dialect.whole(reply)).getBytes(StandardCharsets.UTF_8);
    int half = all.length / 2;
    int length = garbled ? half : all.length;
    OutputStream out = wire.begin(200, "application/json", Map.of(), length);
    out.write(all, 0, half);
    out.flush();
    middle.happen();
    charge.accept(reply.usage());
    out.write(all, half, length - half);
    out.close();
  }

  private void stream(Reply reply, Duration pace, boolean garbled, Middle middle)
      throws IOException, InterruptedException {
    List<String> frames = new ArrayList<>(dialect.frames(reply));
    int half = frames.size() / 2;
    if (garbled) {
      frames.add(half, GARBLED);
    }
    OutputStream out = wire.beginStream(200, TYPE, Map.of("cache-control", "no-cache"));
    send(out, frames.subList(0, half), pace);
    middle.happen();
    charge.accept(reply.usage());
    send(out, frames.subList(half, frames.size()), pace);
    out.close();
  }

  private void send(OutputStream out, List<String> frames, Duration pace)
      throws IOException, InterruptedException {
    if (pace.isZero()) {
      out.write(String.join("", frames).getBytes(StandardCharsets.UTF_8));
      out.flush();
      return;
    }
    for (String frame : frames) {
      closing.await(Optional.of(pace));
      out.write(frame.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}

package dev.manyhands.engine.agent.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLinesTest {

  private static List<ServerSentEvent> read(String text, int piece) {
    List<ServerSentEvent> events = new ArrayList<>();
    EventLines lines = new EventLines(events::add);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += piece) {
      lines.take(ByteBuffer.wrap(bytes, i, Math.min(piece, bytes.length - i)));
    }
    lines.end();
    return events;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10_000})
  void theSameEventsWhateverTheirPiecesAre(int piece) {
    String text =
        """
        event: start
        data: {"a": "grüße 🙂"}

        : nothing
        data:{"b":1}
        data: and more
        id: 7

        event: end

        data: [DONE]

        """;
    List<ServerSentEvent> expected =
        List.of(
            new ServerSentEvent("start", "{\"a\": \"grüße 🙂\"}"),
            new ServerSentEvent(null, "{\"b\":1}\nand more"),
            new ServerSentEvent(null, "[DONE]"));

    assertThat(read(text, piece)).isEqualTo(expected);
    assertThat(read(text.replace("\n", "\r\n"), piece)).isEqualTo(expected);
  }

  @Test
  void whatIsThereWhenTheStreamEndsCounts() {
    assertThat(read("data: one\n\ndata: two", 4))
        .containsExactly(new ServerSentEvent(null, "one"), new ServerSentEvent(null, "two"));
  }

  @Test
  void aLineMayBeLong() {
    String data = "x".repeat(100_000);

    assertThat(read("data: " + data + "\n\n", 999))
        .containsExactly(new ServerSentEvent(null, data));
  }

  @Test
  void nothingIsNoEvent() {
    assertThat(read("", 1)).isEmpty();
    assertThat(read("\n\n\n", 1)).isEmpty();
  }
}

package dev.manyhands.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event is at most 4 KiB when it is written down, whatever texts people and programs choose. */
class EventSizeTest {
  private static final int MOST = 4096;

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "€", "😀", "a\u0301", "\ud83d"})
  void noEventIsLargerThanAPage(String unit) {
    demandSmall(unit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "\n", "\u0001"})
  void noEventIsLargerThanAPageThoughJsonEscapesItsCharacters(String unit) {
    demandSmall(unit);
  }

  private void demandSmall(String unit) {
    List<Event> facts =
        SampleEvents.with(unit.repeat(100_000)).stream()
            .filter(event -> !SampleEvents.isInput(event))
            .toList();
    for (Event event : facts) {
      assertThat(codec.write(event).getBytes(StandardCharsets.UTF_8).length)
          .as("bytes of %s", event.getClass().getSimpleName())
          .isLessThanOrEqualTo(MOST);
    }
  }
}

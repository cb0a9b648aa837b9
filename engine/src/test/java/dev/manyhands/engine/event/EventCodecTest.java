package dev.manyhands.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final String GOLDEN = "events-1.jsonl";

  private final EventCodec codec = new EventCodec();

  @Test
  void thereIsASampleOfEveryKind() {
    assertThat(SampleEvents.all().stream().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(EventTypes.all());
  }

  @Test
  void readsWhatItWrites() {
    for (Event event : SampleEvents.all()) {
      assertThat(codec.read(codec.write(event))).isEqualTo(event);
    }
  }

  @Test
  void anEventIsOneLine() {
    for (Event event : SampleEvents.all()) {
      assertThat(codec.write(event)).doesNotContain("\n", "\r").startsWith("{\"type\":\"");
    }
  }

  /** {@code -Dregenerate=true} writes the file anew, for events that were added. */
  @Test
  void writesTheFormThatLogsAreIn() throws IOException {
    List<String> lines = SampleEvents.all().stream().map(codec::write).toList();
    if (Boolean.getBoolean("regenerate")) {
      Path source = Path.of("src/test/resources/dev/manyhands/engine/event", GOLDEN);
      Files.write(source, lines);
      return;
    }

    assertThat(lines).containsExactlyElementsOf(golden());
  }

  @Test
  void readsTheFormThatLogsAreIn() throws IOException {
    assertThat(golden().stream().map(codec::read)).containsExactlyElementsOf(SampleEvents.all());
  }

  @Test
  void passesOverFieldsThatItDoesNotKnow() throws IOException {
    for (String line : golden()) {
      String newer = line.replace("\"at\":", "\"later\":{\"x\":[1,null]},\"at\":");

      assertThat(newer).isNotEqualTo(line);
      assertThat(codec.read(newer)).isEqualTo(codec.read(line));
    }
  }

  @Test
  void passesOverFieldsThatItDoesNotKnowInsideOthers() {
    String line =
        """
        {"type":"RunStarted","at":"2026-03-14T09:26:53Z","warnings":[],\
        "base":{"commit":"%1$s","tree":"%1$s","signed":true}}\
        """
            .formatted("0".repeat(40));

    assertThat(codec.read(line)).isInstanceOf(Event.RunStarted.class);
  }

  @Test
  void saysWhenAnEventIsOfAKindThatItDoesNotKnow() {
    String newer = "{\"type\":\"TaskPaused\",\"at\":\"2026-03-14T09:26:53Z\"}";

    assertThatThrownBy(() -> codec.read(newer))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL);
              assertThat(e.hint()).contains("a newer one");
            })
        .hasMessageContaining("an event that this version cannot read")
        .hasMessageContaining("TaskPaused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[]",
        "7",
        "{\"type\":\"RunResumed\",\"at\":\"yesterday\"}",
        "{\"type\":\"TaskMerged\",\"at\":\"2026-03-14T09:26:53Z\",\"task\":\"N O\",\"attempt\":1}",
        "{\"type\":\"RunFinished\",\"at\":\"2026-03-14T09:26:53Z\",\"status\":\"happy\"}"
      })
  void saysWhenAnEventIsDamaged(String line) {
    assertThatThrownBy(() -> codec.read(line))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL));
  }

  @Test
  void saysWhenAnEventIsCut() throws IOException {
    for (String line : golden()) {
      for (int cut = 0; cut < line.length(); cut += 7) {
        String stored = line.substring(0, cut);

        assertThatThrownBy(() -> codec.read(stored)).isInstanceOf(ManyhandsException.class);
      }
    }
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = EventCodecTest.class.getResourceAsStream(GOLDEN)) {
      assertThat(in).as("the committed file %s", GOLDEN).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}

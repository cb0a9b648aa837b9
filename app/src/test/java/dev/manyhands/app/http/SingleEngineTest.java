package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manyhands.core.ManyhandsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One engine for a state folder, and the file by which it is found. */
@Timeout(60)
class SingleEngineTest {
  @TempDir Path state;

  private BackgroundEngine start(Duration idle) throws InterruptedException {
    return BackgroundEngine.start(
        state,
        environment(),
        new BackgroundEngine.Options(0, idle, Optional.empty(), Optional.empty()));
  }

  private Map<String, String> environment() {
    return Map.of("MANYHANDS_HOME", state.toString());
  }

  @Test
  void onlyItsOwnerCanReadTheFile() throws Exception {
    try (BackgroundEngine engine = start(Duration.ZERO)) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(EngineInfo.file(state))))
          .isEqualTo("rw-------");
      assertThat(EngineInfo.read(state)).hasValue(engine.info());
      assertThat(engine.info().token()).hasSizeGreaterThanOrEqualTo(64);
    }
    assertThat(EngineInfo.file(state)).doesNotExist();
  }

  @Test
  void aSecondOneIsRefusedAndTheFirstGoesOn() throws Exception {
    try (BackgroundEngine engine = start(Duration.ZERO)) {
      assertThatExceptionOfType(ManyhandsException.class)
          .isThrownBy(() -> start(Duration.ZERO))
          .withMessageContaining("running already (process " + engine.info().pid() + ")");
      try (EngineClient client = EngineClient.connect(environment()).orElseThrow()) {
        assertThat(client.info()).isEqualTo(engine.info());
      }
    }
    try (BackgroundEngine next = start(Duration.ZERO)) {
      assertThat(EngineInfo.read(state)).hasValue(next.info());
    }
  }

  @Test
  void aFileThatNobodyAnswersForIsAsGoodAsNone() throws Exception {
    assertThat(EngineClient.connect(environment())).isEmpty();
    for (String text : new String[] {"", "{", "[]", "{\"port\": 70000}", "{\"port\": 1}"}) {
      Files.writeString(EngineInfo.file(state), text);
      assertThat(EngineInfo.read(state)).as(text).isEmpty();
      assertThat(EngineClient.connect(environment())).as(text).isEmpty();
    }
    int port;
    try (BackgroundEngine former = start(Duration.ZERO)) {
      port = former.info().port();
    }
    new EngineInfo(port, "token", 1, EngineInfo.thisVersion(), Instant.EPOCH).write(state);
    assertThat(EngineClient.connect(environment())).as("a port that is closed").isEmpty();
    try (BackgroundEngine other = start(Duration.ZERO)) {
      new EngineInfo(other.info().port(), "other", 1, EngineInfo.thisVersion(), Instant.EPOCH)
          .write(state);
      assertThat(EngineClient.connect(environment())).as("another token").isEmpty();
      new EngineInfo(other.info().port(), other.info().token(), 1, "0.0.1", Instant.EPOCH)
          .write(state);
      assertThat(EngineClient.connect(environment())).as("another version").isEmpty();
    }
  }

  @Test
  void itEndsWhenNothingGoesOnOrItsFileIsGone() throws Exception {
    try (BackgroundEngine engine = start(Duration.ofMillis(1))) {
      engine.serve();
    }
    try (BackgroundEngine engine = start(Duration.ofDays(1))) {
      Files.delete(EngineInfo.file(state));
      engine.serve();
    }
    assertThat(SingleEngine.isTaken(state)).isFalse();
  }
}

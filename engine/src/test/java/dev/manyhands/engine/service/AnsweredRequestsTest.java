package dev.manyhands.engine.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of clients, over the end of an engine. */
class AnsweredRequestsTest {
  private static final AnsweredRequests.Text ANSWER = new AnsweredRequests.Text(201, "{\"a\":1}");

  @TempDir Path base;
  private Instant now = Instant.parse("2026-03-14T09:26:53Z");

  private AnsweredRequests in(ServiceFile file) {
    return new AnsweredRequests(file, () -> now);
  }

  @Test
  void theNextEngineKnowsThem() {
    try (ServiceFile file = ServiceFile.open(base)) {
      AnsweredRequests requests = in(file);
      assertThat(requests.begin("done", "d1")).isEmpty();
      requests.answered("done", ANSWER);
      assertThat(requests.begin("lost", "d2")).isEmpty();
      assertThat(requests.begin("failed", "d3")).isEmpty();
      requests.forget("failed");
    }
    try (ServiceFile file = ServiceFile.open(base)) {
      AnsweredRequests requests = in(file);
      assertThat(requests.begin("done", "other"))
          .hasValue(new AnsweredRequests.Known("d1", Optional.of(ANSWER)));
      assertThat(requests.begin("lost", "d2"))
          .hasValue(new AnsweredRequests.Known("d2", Optional.empty()));
      assertThat(requests.begin("failed", "d3")).isEmpty();
    }
  }

  @Test
  void theyAreForgottenAfterADay() {
    try (ServiceFile file = ServiceFile.open(base)) {
      AnsweredRequests requests = in(file);
      requests.begin("a", "d");
      requests.begin("b", "d");
      now = now.plus(AnsweredRequests.KEPT);
      assertThat(requests.begin("a", "d")).isPresent();
      now = now.plus(Duration.ofMillis(1));
      assertThat(requests.begin("a", "d")).isEmpty();
      requests.prune();
      List<String> left =
          file.file().query("SELECT key FROM requests", _ -> {}, row -> row.getString(1));
      assertThat(left).containsExactly("a");
    }
  }

  @Test
  void onlyTheOwnerCanReadTheFiles() throws Exception {
    try (ServiceFile file = ServiceFile.open(base)) {
      in(file).begin("a", "d");
      try (Stream<Path> files = Files.list(base)) {
        List<Path> all = files.toList();
        assertThat(all).hasSizeGreaterThan(1);
        for (Path each : all) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
              .as(each.toString())
              .isEqualTo("rw-------");
        }
      }
    }
  }
}

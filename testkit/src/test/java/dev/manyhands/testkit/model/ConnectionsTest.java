package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many at once. */
class ConnectionsTest {
  private static final int MANY = 2_000;

  @Test
  void thousandsOfConnectionsAreOpenAtOnce() throws Exception {
    Script script =
        Script.of(
            "s", Turn.text("held").failing(new Fault.Stall(Optional.empty()), Failure.ALWAYS));
    try (ScriptedModel model = ScriptedModel.start(script);
        Asker asker = new Asker(model, Provider.ANTHROPIC, true)) {
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        answers.add(
            asker
                .client()
                .sendAsync(asker.request(List.of(), "[[script:s]]"), BodyHandlers.ofInputStream()));
      }

      // Headers have come on every one of them, and none of them has ended.
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      assertThat(model.requestCount()).isEqualTo(MANY);
    }
  }

  @Test
  void conversationsDoNotMixUp() throws Exception {
    Script script = Script.of("s", Turn.text("one").after(Duration.ofMillis(10)), Turn.text("two"));
    try (ScriptedModel model = ScriptedModel.start(script);
        Asker asker = new Asker(model, Provider.CHAT_COMPLETIONS, false)) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        answers.add(
            asker
                .client()
                .sendAsync(
                    i % 2 == 0
                        ? asker.request(List.of(), "[[script:s#" + i + "]]")
                        : asker.request(List.of(), "[[script:s#" + i + "]]", "one", "on"),
                    BodyHandlers.ofString()));
      }

      for (int i = 0; i < MANY; i++) {
        assertThat(asker.understand(answers.get(i).join().body()).text())
            .isEqualTo(i % 2 == 0 ? "one" : "two");
      }
    }
  }
}

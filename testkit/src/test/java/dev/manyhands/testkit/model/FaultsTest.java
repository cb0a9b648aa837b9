package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

/** Every way to fail, in every dialect. */
@ParameterizedClass
@CsvSource({
  "ANTHROPIC, false", "ANTHROPIC, true",
  "CHAT_COMPLETIONS, false", "CHAT_COMPLETIONS, true",
  "RESPONSES, false", "RESPONSES, true",
  "GEMINI, false", "GEMINI, true"
})
record FaultsTest(Provider provider, boolean streamed) {
  private static final String TEXT = "This is said in several chunks. ".repeat(20);

  private static ScriptedModel failing(Fault fault, int times) {
    return ScriptedModel.start(Script.of("s", Turn.text(TEXT).failing(fault, times)));
  }

  private static void end(ScriptedModel model) {
    model.close();
  }

  @Test
  void anErrorComesAsOftenAsTheScriptSaysThenTheAnswer() throws Exception {
    try (ScriptedModel model = failing(new Fault.Status(500, Optional.empty()), 2);
        Asker asker = new Asker(model, provider, streamed)) {
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> response = asker.send(List.of(), "[[script:s]]");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("retry-after")).isEmpty();
        assertThat(Json.read(response.body()).path("error").path("message").stringValue())
            .isEqualTo("scripted error 500");
      }
      assertThat(asker.ask(List.of(), "[[script:s]]").text()).isEqualTo(TEXT);
    }
  }

  @Test
  void conversationsFailApart() throws Exception {
    try (ScriptedModel model = failing(new Fault.Status(503, Optional.empty()), 1);
        Asker asker = new Asker(model, provider, streamed)) {
      assertThat(asker.send(List.of(), "[[script:s#1]]").statusCode()).isEqualTo(503);
      assertThat(asker.send(List.of(), "[[script:s#2]]").statusCode()).isEqualTo(503);
      assertThat(asker.send(List.of(), "[[script:s#1]]").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRefusalOfTooManyRequestsSaysWhenToComeBack() throws Exception {
    Fault fault = new Fault.Status(429, Optional.of(Duration.ofMillis(1500)));
    try (ScriptedModel model = failing(fault, Failure.ALWAYS);
        Asker asker = new Asker(model, provider, streamed)) {
      HttpResponse<String> response = asker.send(List.of(), "[[script:s]]");

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("retry-after")).contains("2");
    }
  }

  @Test
  void aHangSendsNothingUntilItIsOver() throws Exception {
    try (ScriptedModel model = failing(new Fault.Hang(Optional.empty()), 1);
        Asker asker = new Asker(model, provider, streamed)) {
      CompletableFuture<HttpResponse<String>> hanging =
          asker
              .client()
              .sendAsync(asker.request(List.of(), "[[script:s]]"), BodyHandlers.ofString());

      // The second request of the conversation is answered, and so the first has been seen.
      while (model.requestCount() == 0) {
        Thread.onSpinWait();
      }
      assertThat(asker.ask(List.of(), "[[script:s]]").text()).isEqualTo(TEXT);
      assertThat(hanging).isNotDone();
      end(model);
      assertThatThrownBy(hanging::get).isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void aShortHangIsFollowedByTheAnswer() throws Exception {
    try (ScriptedModel model = failing(new Fault.Hang(Optional.of(Duration.ofMillis(20))), 1);
        Asker asker = new Asker(model, provider, streamed)) {
      assertThat(asker.ask(List.of(), "[[script:s]]").text()).isEqualTo(TEXT);
    }
  }

  @Test
  void aStallComesAfterSomeOfTheAnswer() throws Exception {
    try (ScriptedModel model = failing(new Fault.Stall(Optional.empty()), 1);
        Asker asker = new Asker(model, provider, streamed)) {
      HttpResponse<InputStream> response =
          asker
              .client()
              .send(asker.request(List.of(), "[[script:s]]"), BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        assertThat(in.read()).isPositive();
        end(model);
        assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aShortStallIsFollowedByTheRest() throws Exception {
    try (ScriptedModel model = failing(new Fault.Stall(Optional.of(Duration.ofMillis(20))), 1);
        Asker asker = new Asker(model, provider, streamed)) {
      assertThat(asker.ask(List.of(), "[[script:s]]").text()).isEqualTo(TEXT);
    }
  }

  @Test
  void aConnectionThatIsDroppedIsNoAnswer() throws Exception {
    for (Fault fault : List.of(new Fault.Drop(), new Fault.Refuse())) {
      try (ScriptedModel model = failing(fault, Failure.ALWAYS);
          Asker asker = new Asker(model, provider, streamed)) {
        assertThatThrownBy(() -> asker.send(List.of(), "[[script:s]]"))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aMalformedChunkIsNoJson() throws Exception {
    try (ScriptedModel model = failing(new Fault.Malformed(), 1);
        Asker asker = new Asker(model, provider, streamed)) {
      String answer = asker.send(List.of(), "[[script:s]]").body();

      assertThatThrownBy(() -> asker.understand(answer)).isInstanceOf(JacksonException.class);
      assertThat(asker.ask(List.of(), "[[script:s]]").text()).isEqualTo(TEXT);
    }
  }

  @Test
  void aPaceIsKeptAndChangesNothing() throws Exception {
    Script script =
        Script.of("s", Turn.text(TEXT).after(Duration.ofMillis(5)).paced(Duration.ofMillis(1)));
    try (ScriptedModel model = ScriptedModel.start(script);
        Asker asker = new Asker(model, provider, streamed)) {
      assertThat(asker.ask(List.of(), "[[script:s]]").text()).isEqualTo(TEXT);
    }
  }
}

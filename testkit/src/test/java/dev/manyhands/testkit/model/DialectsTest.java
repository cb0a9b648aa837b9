package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The same script in every dialect, streamed and whole. */
@ParameterizedClass
@CsvSource({
  "ANTHROPIC, false", "ANTHROPIC, true",
  "CHAT_COMPLETIONS, false", "CHAT_COMPLETIONS, true",
  "RESPONSES, false", "RESPONSES, true",
  "GEMINI, false", "GEMINI, true"
})
record DialectsTest(Provider provider, boolean streamed) {
  private static final String LONG =
      "A long answer, with ü and 🙂 in it, in many chunks. ".repeat(9);
  private static final String WRITTEN =
      """
      {"file_path":"a.txt","content":"A\\n","reason":"Scripted"}\
      """;

  @Test
  void textsArriveWhole() throws Exception {
    try (ScriptedModel model = ScriptedModel.start(Script.of("s", Turn.text(LONG)));
        Asker asker = new Asker(model, provider, streamed)) {
      Provider.Heard heard = asker.ask(List.of(), "[[script:s]] say it");

      assertThat(heard.text()).isEqualTo(LONG);
      assertThat(heard.calls()).isEmpty();
      assertThat(heard.outputTokens()).isPositive();
    }
  }

  @Test
  void actionsBecomeCallsOfTheToolsThatAreOffered() throws Exception {
    Script script =
        Script.of(
            "s",
            Turn.of(
                    new Part.Text("I write."),
                    new Part.Act(new Action.Write("a.txt", "A\n")),
                    new Part.Act(new Action.Write("a.txt", "A\n")))
                .using(new Usage(10, 5, 77)));
    try (ScriptedModel model = ScriptedModel.start(script);
        Asker asker = new Asker(model, provider, streamed)) {
      Provider.Heard heard = asker.ask(List.of("grep", "write_file"), "[[script:s]]");

      assertThat(heard.text()).isEqualTo("I write.");
      assertThat(heard.calls()).containsExactly("write_file" + WRITTEN, "write_file" + WRITTEN);
      assertThat(heard.outputTokens()).isEqualTo(77);
    }
  }

  @Test
  void theTurnFollowsFromTheConversation() throws Exception {
    Script script = Script.of("s", Turn.text("one"), Turn.text("two"));
    try (ScriptedModel model = ScriptedModel.start(script);
        Asker asker = new Asker(model, provider, streamed)) {
      assertThat(asker.ask(List.of(), "[[script:s]]", "one", "go on").text()).isEqualTo("two");
      assertThat(asker.ask(List.of(), "[[script:s]]").text()).isEqualTo("one");
      assertThat(asker.ask(List.of(), "[[script:s]]", "one", "", "two", "").text())
          .isEqualTo("Done.");
    }
  }

  @Test
  void anUnknownScriptIsAnError() throws Exception {
    try (ScriptedModel model = ScriptedModel.start(Script.of("s", Turn.text("one")));
        Asker asker = new Asker(model, provider, streamed)) {
      var response = asker.send(List.of("Bash"), "[[script:missing]]");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Json.read(response.body()).path("error").path("message").stringValue())
          .isEqualTo("there is no script 'missing'");
    }
  }

  @Test
  void requestsAreLoggedWithoutTheirKeys() throws Exception {
    try (ScriptedModel model = ScriptedModel.start(Script.of("s", Turn.text("one")));
        Asker asker = new Asker(model, provider, streamed)) {
      asker.ask(List.of("Bash"), "[[script:s]]");

      assertThat(model.requestCount()).isEqualTo(1);
      ReceivedRequest request = model.requests().getFirst();
      assertThat(request.script()).contains("s");
      assertThat(request.turn()).hasValue(0);
      assertThat(request.outcome()).isEqualTo("answered");
      assertThat(request.toString()).doesNotContain("a-very-secret-key");
    }
  }
}

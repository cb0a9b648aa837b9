package dev.manyhands.testkit.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.TurnEnd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built-in agent does when its model, or the model's use of a tool, goes wrong. */
class BuiltInFailuresTest extends BuiltInTestCase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "500",
        "{status: 503, times: 2}",
        "{status: 429, retry-after: 1s}",
        "429",
        "{status: 529}",
        "drop",
        "refuse",
        "malformed"
      })
  void whatBreaksOnceIsTriedAgain(String fault) throws Exception {
    for (String provider : List.of("anthropic", "openai", "gemini")) {
      lab("""
      scripts:
        main:
          - fail: %s
            write: {path: a.txt, content: A}
          - text: Survived.
      """
              .formatted(fault))
          .model(provider + "/model");

      TurnEnd end = lab.turn("[[script:main#%s]]".formatted(provider));

      assertThat(end).as(provider).isEqualTo(new TurnEnd.Done("Survived.", null, null));
      assertThat(lab.events())
          .anyMatch(e -> e instanceof AgentEvent.Retrying || e instanceof AgentEvent.RateLimited);
      lab.close();
    }
  }

  @Test
  void whatStaysBrokenFails() throws Exception {
    lab("scripts: {main: [{fail: {status: 400, times: always}}]}");
    assertThat(lab.turn("[[script:main]]"))
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class,
            failed -> {
              assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(failed.reason()).contains("HTTP 400").contains("scripted error");
              assertThat(failed.hopeless()).isTrue();
            });
    assertThat(lab.requests()).hasSize(1);
  }

  @Test
  void aStallInTheMiddleIsNotWaitedForLongerThanAllowed() throws Exception {
    lab("scripts: {main: [{text: Some words and some more words and more., fail: stall}]}")
        .limits(Duration.ofMinutes(1), Duration.ofMillis(700));
    assertThat(lab.turn("[[script:main]]"))
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class,
            failed -> assertThat(failed.outcome()).isEqualTo(Outcome.STALLED));
  }

  @Test
  void stepsAreLimited() throws Exception {
    lab("""
    scripts:
      main: [{shell: "true"}, {shell: "true"}, {shell: "true"}, {shell: "true"}]
    """)
        .variable("MANYHANDS_MAX_STEPS", "3");
    assertThat(lab.turn("[[script:main]]"))
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class, failed -> assertThat(failed.reason()).contains("3 model calls"));
  }

  @Test
  void mistakesOfTheModelAreToldToIt() throws Exception {
    lab(
        """
        scripts:
          main:
            - do:
                - read: missing.txt
                - call: {edit_file: {path: missing.txt, old_text: a, new_text: b}}
                - shell: exit 3
                - call: {read_file: {}}
            - text: Oh.
        """);
    lab.turn("[[script:main]]");
    assertThat(lab.events(AgentEvent.ToolEnded.class))
        .extracting(AgentEvent.ToolEnded::result)
        .satisfiesExactly(
            one -> assertThat(one).contains("there is no file").contains("missing.txt"),
            two -> assertThat(two).contains("there is no file missing.txt"),
            three -> assertThat(three).contains("exit code 3"),
            four -> assertThat(four).contains("'path' is missing"));
  }

  @Test
  void withoutAKeyItSaysWhatToDo() {
    lab("scripts: {main: [{text: One.}]}").without("ANTHROPIC_API_KEY");
    assertThatThrownBy(() -> lab.model("anthropic/claude").open())
        .isInstanceOfSatisfying(
            ManyhandsException.class, e -> assertThat(e.hint()).contains("ANTHROPIC_API_KEY"));
  }
}

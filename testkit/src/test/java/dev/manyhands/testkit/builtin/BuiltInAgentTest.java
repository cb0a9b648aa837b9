package dev.manyhands.testkit.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.git.GitCommitFiles;
import dev.manyhands.engine.git.Repository;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.testkit.model.ReceivedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in agent against the scripted model. */
@Timeout(60)
class BuiltInAgentTest {
  private static final List<String> ALL = List.of("anthropic", "openai", "gemini", "ollama");

  @TempDir Path folder;
  private BuiltInLab lab;

  private BuiltInLab lab(String scripts) {
    lab = new BuiltInLab(folder, scripts);
    return lab;
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai", "gemini", "ollama"})
  void aTaskIsDoneWithTools(String provider) throws Exception {
    assertThat(ALL).contains(provider);
    Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
    lab("""
    scripts:
      main:
        - text: I look.
          do:
            - read: a.txt
            - call: {search: {pattern: "t.o"}}
            - call: {list_files: {}}
          usage: {input: 100, cached: 40, output: 10}
        - edit: {path: a.txt, old: two, new: three}
          usage: {input: 200, cached: 0, output: 20}
        - shell: cat a.txt > b.txt; echo copied
        - write: {path: sub/c.txt, content: "C"}
        - text: Everything is done.
    """)
        .model(provider + "/some-model");

    TurnEnd end = lab.turn("[[script:main]]");

    assertThat(end).isEqualTo(new TurnEnd.Done("Everything is done.", null, null));
    assertThat(folder.resolve("b.txt")).hasContent("one\nthree\n");
    assertThat(folder.resolve("sub/c.txt")).hasContent("C");
    assertThat(lab.events(AgentEvent.ToolStarted.class))
        .extracting(AgentEvent.ToolStarted::tool)
        .containsExactly("read_file", "search", "list_files", "edit_file", "shell", "write_file");
    assertThat(lab.events(AgentEvent.ToolEnded.class)).allMatch(AgentEvent.ToolEnded::ok);
    assertThat(lab.events(AgentEvent.ToolEnded.class))
        .extracting(AgentEvent.ToolEnded::result)
        .contains("one\ntwo\n", "a.txt:2:two", "a.txt", "copied");
    assertThat(lab.events(AgentEvent.Said.class))
        .extracting(AgentEvent.Said::text)
        .containsExactly("I look.", "Everything is done.");
    assertThat(lab.log()).contains("> edit_file a.txt", "copied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai", "gemini"})
  void whatIsConsumedIsCountedAndPriced(String provider) throws Exception {
    lab("""
    scripts:
      main:
        - text: Cheap.
          usage: {input: 1000000, cached: 0, output: 1000000}
    """)
        .model(
            switch (provider) {
              case "anthropic" -> "claude-haiku-4-5";
              case "openai" -> "gpt-5-mini";
              default -> "gemini-2.5-flash";
            });

    lab.turn("[[script:main]]");

    AgentEvent.Consumed consumed = lab.events(AgentEvent.Consumed.class).getLast();
    assertThat(consumed.usage().inputTokens()).isEqualTo(1_000_000);
    assertThat(consumed.usage().outputTokens()).isEqualTo(1_000_000);
    assertThat(consumed.usage().costUsd())
        .isEqualByComparingTo(
            switch (provider) {
              case "anthropic" -> "6";
              case "openai" -> "2.25";
              default -> "2.8";
            });
  }

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
  void anInterruptionEndsAModelCallAndTheSessionGoesOn() throws Exception {
    lab(
        """
        scripts:
          slow: [{fail: hang}]
          next: [{text: I do that instead.}]
        """);
    try (AgentSession session = lab.open()) {
      whenever(() -> lab.requests().size() == 1, session::interrupt);
      assertThat(session.turn("[[script:slow]]")).isEqualTo(new TurnEnd.Interrupted());
      assertThat(session.turn("[[script:next]]"))
          .isEqualTo(new TurnEnd.Done("I do that instead.", null, null));
    }
  }

  @Test
  void anInterruptionEndsAToolAndEveryUseHasAResult() throws Exception {
    lab(
        """
        scripts:
          slow:
            - do:
                - shell: touch started; sleep 600
                - write: {path: never.txt, content: never}
          next: [{text: I do that instead.}]
        """);
    try (AgentSession session = lab.open()) {
      whenever(() -> Files.exists(folder.resolve("started")), session::interrupt);
      assertThat(session.turn("[[script:slow]]")).isEqualTo(new TurnEnd.Interrupted());
      assertThat(session.turn("[[script:next]]")).isInstanceOf(TurnEnd.Done.class);
    }
    assertThat(folder.resolve("never.txt")).doesNotExist();
    assertThat(last(lab.requests()).body().toString()).contains("you were interrupted before");
  }

  @Test
  void anInterruptionBetweenTurnsDoesNothing() throws Exception {
    lab("scripts: {main: [{text: One.}, {text: Two.}]}");
    try (AgentSession session = lab.open()) {
      session.interrupt();
      assertThat(session.turn("[[script:main]]")).isEqualTo(new TurnEnd.Done("One.", null, null));
      session.interrupt();
      assertThat(session.turn("go on")).isEqualTo(new TurnEnd.Done("Two.", null, null));
    }
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
  void aLongConversationIsShortened() throws Exception {
    lab("""
    scripts:
      main:
        - write: {path: a.txt, content: A}
          usage: {input: 60000, output: 100}
        - text: Still here.
    """)
        .variable("MANYHANDS_CONTEXT_TOKENS", "50000");

    assertThat(lab.turn("[[script:main]] do it"))
        .isEqualTo(new TurnEnd.Done("Still here.", null, null));

    assertThat(lab.requests()).extracting(ReceivedRequest::outcome).contains("aside");
    assertThat(last(lab.requests()).body().toString()).contains("The conversation so far");
  }

  @Test
  void longResultsOfOldToolsAreLeftOutFirst() throws Exception {
    lab("""
    scripts:
      main:
        - shell: seq 1 5000
        - shell: echo 1
        - shell: echo 2
        - shell: echo 3
        - shell: echo 4
          usage: {input: 60000, output: 100}
        - text: Still here.
    """)
        .variable("MANYHANDS_CONTEXT_TOKENS", "50000");

    assertThat(lab.turn("[[script:main]]")).isEqualTo(new TurnEnd.Done("Still here.", null, null));

    assertThat(lab.requests()).extracting(ReceivedRequest::outcome).doesNotContain("aside");
    assertThat(last(lab.requests()).body().toString())
        .contains("left out to save space")
        .doesNotContain("1234");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai", "gemini"})
  void aResultIsDeliveredByATool(String provider) throws Exception {
    lab("""
    scripts:
      main:
        - call: {result: {result: {answer: 42}}}
        - text: Delivered.
    """)
        .model(provider + "/model")
        .brief(
            brief(
                false,
                """
                {"type": "object", "properties": {"answer": {"type": "integer"}},
                 "required": ["answer"]}
                """));
    assertThat(lab.turn("[[script:main]]"))
        .isEqualTo(new TurnEnd.Done("Delivered.", "{\"answer\":42}", null));
    assertThat(lab.requests().getFirst().body().toString()).contains("\"answer\"");
  }

  @Test
  void whatIsDeniedIsNotDone() throws Exception {
    lab("""
    scripts:
      main:
        - write: {path: a.txt, content: A}
        - shell: touch b.txt
        - text: I was not allowed to.
    """)
        .gate(request -> Gate.Verdict.denied("the plan denies " + request.kind()));

    assertThat(lab.turn("[[script:main]]"))
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class,
            failed -> assertThat(failed.reason()).contains("not allowed: the plan denies RUN"));

    assertThat(folder.resolve("a.txt")).doesNotExist();
    assertThat(folder.resolve("b.txt")).doesNotExist();
    assertThat(lab.events(AgentEvent.ToolEnded.class))
        .extracting(AgentEvent.ToolEnded::result)
        .containsExactly("not allowed: the plan denies WRITE", "not allowed: the plan denies RUN");
  }

  @Test
  void aLinkThatLeadsOutsideIsAskedForAsWhatItIs() throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path outside = Files.writeString(folder.toRealPath().resolve("secret.txt"), "secret");
    Files.createSymbolicLink(work.resolve("link.txt"), outside);
    lab("scripts: {main: [{read: link.txt}, {text: Read.}]}")
        .workspace(work)
        .gate(
            request ->
                request.target().equals(outside.toString())
                    ? Gate.Verdict.denied("outside")
                    : Gate.Verdict.ALLOWED);
    lab.turn("[[script:main]]");
    assertThat(lab.events(AgentEvent.ToolEnded.class))
        .extracting(AgentEvent.ToolEnded::result)
        .containsExactly("not allowed: outside");
  }

  @Test
  void whoeverOnlyLooksReadsTheBaseWithoutACheckout() throws Exception {
    Path repo = Files.createDirectories(folder.resolve("repo"));
    Files.createDirectories(repo.resolve("src"));
    Files.writeString(repo.resolve("src/a.txt"), "one\ntwo\n");
    for (String line :
        List.of(
            "git init -q",
            "git add .",
            "git -c user.name=a -c user.email=a@localhost commit -q -m init",
            "rm -r src")) {
      assertThat(new ProcessBuilder("sh", "-c", line).directory(repo.toFile()).start().waitFor())
          .isZero();
    }
    Repository repository = Repository.around(repo);
    lab("""
    scripts:
      main:
        - do:
            - read: src/a.txt
            - call: {list_files: {folder: src}}
            - call: {search: {pattern: "t.o"}}
            - read: src/b.txt
            - call: {search: {pattern: "t("}}
        - text: Looked.
    """)
        .commits(new GitCommitFiles(repository), repository.resolve("HEAD").commit())
        .workspace(folder.resolve("none"))
        .brief(brief(true, null));

    assertThat(lab.turn("[[script:main]]")).isInstanceOf(TurnEnd.Done.class);

    assertThat(lab.events(AgentEvent.ToolEnded.class))
        .extracting(AgentEvent.ToolEnded::result)
        .satisfiesExactly(
            read -> assertThat(read).isEqualTo("one\ntwo\n"),
            list -> assertThat(list).isEqualTo("src/a.txt"),
            search -> assertThat(search).isEqualTo("src/a.txt:2:two"),
            missing -> assertThat(missing).contains("there is no file").contains("src/b.txt"),
            malformed -> assertThat(malformed).contains("git cannot search"));
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

  static Brief brief(boolean readOnly, String schemaOrNull) {
    return new Brief(
        null, readOnly, Budget.UNLIMITED, schemaOrNull, Permissions.NONE, Duration.ofMinutes(1));
  }

  private static ReceivedRequest last(List<ReceivedRequest> requests) {
    return requests.getLast();
  }

  private static void whenever(BooleanSupplier condition, Runnable action) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!condition.getAsBoolean()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
              }
              action.run();
            });
  }

  /** Keeps a map of variables readable in tests. */
  static Map<String, String> keys() {
    return Map.of(
        "ANTHROPIC_API_KEY", "key",
        "OPENAI_API_KEY", "key",
        "GEMINI_API_KEY", "key");
  }
}

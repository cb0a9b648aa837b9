package dev.manyhands.testkit.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.engine.git.GitCommitFiles;
import dev.manyhands.engine.git.Repository;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.testkit.model.ReceivedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in agent against the scripted model: what it does when nothing goes wrong. */
class BuiltInAgentTest extends BuiltInTestCase {
  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai", "gemini", "ollama"})
  void aTaskIsDoneWithTools(String provider) throws Exception {
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

  @Test
  void aModelWithoutAPriceIsNamed() throws Exception {
    lab("scripts: {main: [{text: One.}]}").model("anthropic/unheard-of");

    lab.turn("[[script:main]]");

    assertThat(lab.events(AgentEvent.Problem.class))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("unheard-of", "prices.txt"));
  }

  @Test
  void aModelOfOnesOwnNeedsNoPrice() throws Exception {
    lab("scripts: {main: [{text: One.}]}").model("ollama/unheard-of");

    lab.turn("[[script:main]]");

    assertThat(lab.events(AgentEvent.Problem.class)).isEmpty();
  }
}

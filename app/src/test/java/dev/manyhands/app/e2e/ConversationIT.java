package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What helpers and people say to each other, from the launcher. */
class ConversationIT {

  @Test
  void aHelperAsksAndSomebodyAnswers(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(2);
    String plan =
        lab.plan(
            """
            version: 1
            name: asks
            tasks:
              - id: painter
                command: |
                  manyhands note "src/f1.txt is mine"
                  manyhands notes > notes.txt
                  manyhands ask "which colour?" --wait 100 > colour.txt
                  manyhands result '{"colours": 1}'
            """);
    Lab.Going going = lab.start("run", plan, "--json");

    Lab.until("it asks", () -> of(lab, "approvals").contains("which colour?"));
    assertThat(of(lab, "status")).contains("needs-input");
    Lab.Ended answered = lab.manyhands("answer", "latest", "painter", "blue");
    assertThat(answered.exitCode()).as(answered.err()).isZero();
    Lab.Ended ended = going.end();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(lab.git("show", "manyhands/" + run(ended) + ":colour.txt")).isEqualTo("blue");
    assertThat(lab.git("show", "manyhands/" + run(ended) + ":notes.txt"))
        .isEqualTo("painter: src/f1.txt is mine");
    JsonNode result = Lab.task(ended.json(), "painter").get("result");
    assertThat(result.get("colours").intValue()).isEqualTo(1);
    assertThat(of(lab, "events", "latest")).contains("asks", "blue", "notes");
  }

  /** As a tool does that speaks the Model Context Protocol, also one set up for main agents. */
  @ParameterizedTest
  @ValueSource(strings = {"manyhands mcp --helper", "manyhands mcp"})
  void aHelperSpeaksOverMcp(String command, @TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(2);
    String plan =
        lab.plan(
            """
            version: 1
            name: speaks
            tasks:
              - id: speaker
                command: |
                  %s > answers.txt <<'END'
                  {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
                  {"jsonrpc":"2.0","method":"notifications/initialized"}
                  {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                  {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"note","arguments":{"text":"src is mine"}}}
                  {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"result","arguments":{"result":{"colours":1}}}}
                  {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"note","arguments":{"text":" "}}}
                  END
            """
                .formatted(command));

    Lab.Ended ended = lab.manyhands("run", plan, "--json");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    String answers = lab.git("show", "manyhands/" + run(ended) + ":answers.txt");
    assertThat(answers).contains("\"ask\"", "\"note\"", "\"notes\"", "\"result\"");
    assertThat(answers).containsPattern("\"id\":5.*a note needs a text");
    assertThat(Lab.task(ended.json(), "speaker").get("result").get("colours").intValue())
        .isEqualTo(1);
    assertThat(of(lab, "events", "latest")).contains("src is mine");
  }

  /** Some tools start their servers without most of the environment. */
  @Test
  void helpersStartNoOthersWhereverTheyAskFrom(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(2);
    String plan =
        lab.plan(
            """
            version: 1
            name: nested
            tasks:
              - id: nests
                command: |
                  env -u MANYHANDS_DESK -u MANYHANDS_TOKEN MANYHANDS_BUILD=never \\
                    MANYHANDS_HOME='%s' '%s' mcp > answers.txt <<'END'
                  {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
                  {"jsonrpc":"2.0","method":"notifications/initialized"}
                  {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                  END
            """
                .formatted(lab.home, Lab.LAUNCHER));

    Lab.Ended ended = lab.manyhands("run", plan, "--json");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(lab.git("show", "manyhands/" + run(ended) + ":answers.txt"))
        .contains("\"tools\":[]");
  }

  @Test
  void nobodyAnswersInTime(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(2);
    String plan =
        lab.plan(
            """
            version: 1
            name: alone
            tasks:
              - id: a
                command: manyhands ask "now?" --wait 1 --default later > answer.txt
            """);

    Lab.Ended ended = lab.manyhands("run", plan, "--json");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(lab.git("show", "manyhands/" + run(ended) + ":answer.txt")).isEqualTo("later");
  }

  @Test
  void whatCannotBeSaidIsRefused(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(2);
    String plan =
        lab.plan(
            """
            version: 1
            name: deaf
            env: {LAB: "%s"}
            tasks:
              - {id: a, command: 'while ! test -e "$LAB.go"; do sleep 0.1; done'}
            """
                .formatted(lab.home));
    Lab.Going going = lab.start("run", plan);
    Lab.until("it runs", () -> of(lab, "status").contains("running"));

    Lab.Ended told = lab.manyhands("send", "latest", "a", "hello");
    assertThat(told.exitCode()).isNotZero();
    assertThat(told.err()).contains("a program, which cannot be told anything");
    assertThat(lab.manyhands("answer", "latest", "a", "yes").err()).contains("asks nothing");
    assertThat(lab.manyhands("approvals").err()).contains("Nobody waits");
    Lab.Ended outside = lab.manyhands("note", "I am nobody");
    assertThat(outside.exitCode()).isEqualTo(2);
    assertThat(outside.err()).contains("not the workspace of a helper");

    assertThat(Path.of(lab.home + ".go").toFile().createNewFile()).isTrue();
    assertThat(going.end().exitCode()).isZero();
    assertThat(lab.manyhands("send", "latest", "a", "late").err()).contains("nobody carries run");
  }

  private static String run(Lab.Ended ended) {
    return ended.json().get("run").stringValue();
  }

  private static String of(Lab lab, String... command) {
    try {
      return lab.manyhands(command).out();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.testkit.model.Director.Cue;
import dev.manyhands.testkit.model.Entry.Answered;
import dev.manyhands.testkit.model.Entry.Returned;
import dev.manyhands.testkit.model.Entry.Said;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Which turn comes next, seen from conversations alone. */
class DirectorTest {
  private static final JsonNode NOTHING = MissingNode.getInstance();
  private static final List<Tool> TOOLS = List.of(Tool.function("Bash", NOTHING));

  private final Director director =
      new Director(
          List.of(
              Script.of("first", Turn.text("f0"), Turn.text("f1")),
              Script.of("second", Turn.text("s0"), Turn.text("s1"))));

  private static Conversation talk(Entry... entries) {
    return new Conversation("m", false, TOOLS, "", List.of(entries), NOTHING, "");
  }

  private static Conversation toolless(String system, String text, JsonNode schema) {
    return new Conversation("m", false, List.of(), system, List.of(new Said(text)), schema, "");
  }

  private String next(Conversation conversation) {
    return switch (director.next(conversation)) {
      case Cue.Play play -> play.script() + play.index();
      case Cue.Aside(Reply reply) ->
          "aside " + ((Reply.Piece.Text) reply.pieces().getFirst()).text();
      case Cue.Unknown(String script) -> "unknown " + script;
    };
  }

  @Test
  void withoutAMarkerTheFirstScriptIsPlayed() {
    assertThat(next(talk(new Said("hello")))).isEqualTo("first0");
    assertThat(next(talk(new Said("hello"), new Answered(), new Returned()))).isEqualTo("first1");
  }

  @Test
  void aFailureIsCountedForOneConversationOrForAll() {
    Director failing =
        new Director(
            List.of(
                Script.of("each", Turn.text("e").failing(new Fault.Drop(), 1)),
                Script.of("all", Turn.text("a").failingOnce(new Fault.Drop()))));

    assertThat(fails(failing, "[[script:each]] one")).isTrue();
    assertThat(fails(failing, "[[script:each]] one")).isFalse();
    assertThat(fails(failing, "[[script:each]] two")).isTrue();
    assertThat(fails(failing, "[[script:all]] one")).isTrue();
    assertThat(fails(failing, "[[script:all]] two")).isFalse();
  }

  private static boolean fails(Director director, String text) {
    return ((Cue.Play) director.next(talk(new Said(text)))).fault().isPresent();
  }

  @Test
  void piecesOfOneAnswerAreOneTurn() {
    assertThat(
            next(
                talk(
                    new Said("[[script:second]]"),
                    new Answered(),
                    new Answered(),
                    new Returned(),
                    new Returned())))
        .isEqualTo("second1");
  }

  @Test
  void aMarkerInALaterMessageBeginsAScript() {
    assertThat(
            next(
                talk(
                    new Said("[[script:first]]"),
                    new Answered(),
                    new Returned(),
                    new Answered(),
                    new Said("now [[script:second#2]]"))))
        .isEqualTo("second0");
  }

  @Test
  void aLaterMessageWithoutAMarkerGoesOn() {
    assertThat(next(talk(new Said("[[script:second]]"), new Answered(), new Said("and now?"))))
        .isEqualTo("second1");
  }

  @Test
  void theInstructionsMayNameTheScript() {
    Conversation conversation =
        new Conversation(
            "m", false, TOOLS, "[[script:second]]", List.of(new Said("go")), NOTHING, "");

    assertThat(next(conversation)).isEqualTo("second0");
  }

  @Test
  void whatToolsAskOnTheirOwnAccountIsAnsweredShortly() {
    assertThat(next(toolless("", "Is this a new topic?", NOTHING))).isEqualTo("aside Scripted");
    assertThat(next(toolless("You write titles.", "[[script:second]]", NOTHING)))
        .isEqualTo("aside Scripted");
  }

  @Test
  void whatToolsWantAsJsonIsAnsweredAsTheirSchemaSays() {
    JsonNode schema =
        Json.read(
            """
            {"type": "OBJECT", "properties": {
               "why": {"type": "STRING"}, "who": {"type": "STRING", "enum": ["model", "user"]},
               "sure": {"type": ["boolean", "null"]}, "list": {"type": "array"}}}\
            """);

    assertThat(next(toolless("", "[[script:second]]", schema)))
        .isEqualTo(
            """
            aside {"why":"Scripted","who":"user","sure":false,"list":[]}\
            """);
  }

  @Test
  void aPlainClientWithoutToolsGetsTheScript() {
    assertThat(next(toolless("", "[[script:second]] go", NOTHING))).isEqualTo("second0");
  }

  @Test
  void anUnknownScriptIsSaid() {
    assertThat(next(talk(new Said("[[script:third]]")))).isEqualTo("unknown third");
  }
}

package dev.manyhands.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Question;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.Gate.Kind;
import dev.manyhands.engine.run.SamplePlans;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a helper may do without asking, and what somebody is asked about. */
@Timeout(30)
class GatekeeperTest {
  private static final TaskSpec PROGRAM =
      SamplePlans.of(SamplePlans.task("a", "true")).build().tasks().getFirst();
  private static final TaskSpec TASK =
      new TaskSpec(
          PROGRAM.id(),
          PROGRAM.title(),
          new AgentName("claude"),
          new Work.Prompt("Do it.", Brief.STANDARD),
          List.of(),
          List.of(),
          null,
          PROGRAM.limits());

  private final Desk desk = new Desk(InstantSource.system(), Map.of());
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Gate gate =
      Gatekeeper.of(
          TASK, Path.of("/some/space"), desk.open(new AttemptId(TASK.id(), 1), TASK), _ -> {});

  /** Everybody who is asked says no. */
  private Gate.Verdict ask(String tool, String target, Kind kind) throws Exception {
    desk.connect(
        command -> {
          Question question = ((Command.Ask) command).question();
          asked.add(question.text());
          desk.on(
              new Event.QuestionAnswered(
                  Instant.EPOCH, TASK.id(), 1, question.number(), Question.DENY, false));
        });
    return gate.ask(new Gate.Request(tool, target, kind));
  }

  @Test
  void insideOfItsWorkspaceItMayDoAnything() throws Exception {
    assertThat(ask("Write", "/some/space/a", Kind.WRITE).allowed()).isTrue();
    assertThat(ask("Bash", "make", Kind.RUN).allowed()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void aboutTheRestSomebodyIsAsked() throws Exception {
    assertThat(ask("Write", "/some/space/../a", Kind.WRITE).allowed()).isFalse();
    assertThat(ask("mcp__other__delete", "all", Kind.OTHER).allowed()).isFalse();
    assertThat(asked).containsExactly("Write: /some/space/../a", "mcp__other__delete: all");
  }

  @Test
  void whatManyhandsItselfOffersIsAllowed() throws Exception {
    assertThat(ask("mcp__manyhands-helper__note", "", Kind.OTHER).allowed()).isTrue();
    for (String words :
        List.of(
            "mcp__manyhands-helper__note",
            "manyhands-helper_ask",
            "result (manyhands-helper MCP Server)")) {
      assertThat(ask("other", words, Kind.OTHER).allowed()).as(words).isTrue();
    }
    assertThat(asked).isEmpty();
    assertThat(ask("other", "rm (manyhands-helper MCP Server)", Kind.OTHER).allowed()).isFalse();
    assertThat(ask("other", "note (other MCP Server)", Kind.OTHER).allowed()).isFalse();
  }
}

package dev.manyhands.testkit.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the built-in agent asks before it does something. */
class BuiltInPermissionsTest extends BuiltInTestCase {
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
}

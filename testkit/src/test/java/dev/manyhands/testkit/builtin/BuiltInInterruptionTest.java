package dev.manyhands.testkit.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.TurnEnd;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The built-in agent is interrupted, wherever it is. */
class BuiltInInterruptionTest extends BuiltInTestCase {
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
}

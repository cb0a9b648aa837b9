package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What holds where there is no terminal; the rest is in {@link LiveDisplayTmuxTest}. */
@ResourceLock(Resources.SYSTEM_ERR)
class LiveDisplayTest {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void beforeItShowsAnythingLinesArePrintedAndTheRestIsIgnored() {
    LiveDisplay display = new LiveDisplay(InstantSource.system());
    display.on(new RunId("r"), new StoredEvent(1, new Event.RunResumed(Stage.T0)));
    display.says(new AttemptId(new TaskId("a"), 1), "hello");
    display.above("a line");
    display.interrupted();
    display.close();
    display.above("another");

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("a line", "another");
  }

  @Test
  void terminalsThatCannotBeDrawnOnAreNotUsed() {
    assertThat(Terminals.isUsable(Map.of())).isFalse();
    assertThat(Terminals.isUsable(Map.of("TERM", ""))).isFalse();
    assertThat(Terminals.isUsable(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Terminals.isUsable(Map.of("TERM", "xterm", "CI", "true"))).isFalse();
  }
}

package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Event;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final AttemptId A = new AttemptId(new TaskId("a"), 1);
  private static final AttemptId B = new AttemptId(new TaskId("b"), 1);

  private final Inbox inbox = new Inbox();

  @Test
  void keepsEveryEventAndOnlyTheLastLineOfEachHelper() {
    StoredEvent first = new StoredEvent(1, new Event.RunResumed(Stage.T0));
    StoredEvent second = new StoredEvent(2, new Event.RunResumed(Stage.T0));
    inbox.event(first);
    inbox.heard(A, "one", Stage.T0);
    inbox.heard(B, "other", Stage.T0);
    inbox.heard(A, "two", Stage.T0);
    inbox.event(second);

    Inbox.Batch batch = inbox.take();
    assertThat(batch.events()).containsExactly(first, second);
    assertThat(batch.heard().get(A).line()).isEqualTo("two");
    assertThat(batch.heard().get(B).line()).isEqualTo("other");
    assertThat(inbox.take().events()).isEmpty();
  }

  @Test
  void whoeverWaitsIsWokenByAnything() throws InterruptedException {
    List<Runnable> all =
        List.of(
            inbox::interrupted,
            inbox::resized,
            inbox::repaint,
            inbox::stop,
            inbox::close,
            () -> inbox.heard(A, "x", Stage.T0),
            () -> inbox.note("x", Stage.T0));
    for (Runnable something : all) {
      inbox.take();
      CountDownLatch woken = new CountDownLatch(1);
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      inbox.await(LONG);
                      woken.countDown();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      something.run();
      assertThat(woken.await(20, TimeUnit.SECONDS)).isTrue();
      waiting.join();
    }
  }

  @Test
  void onlyClosingEndsARest() throws InterruptedException {
    inbox.interrupted();
    inbox.rest(Duration.ofMillis(1));
    assertThat(inbox.isOpen()).isTrue();

    inbox.close();
    inbox.rest(LONG);
    assertThat(inbox.isOpen()).isFalse();
  }

  @Test
  void takesNothingOnceItIsFinished() {
    assertThat(inbox.note("early", Stage.T0)).isTrue();
    assertThat(inbox.finish().notes()).hasSize(1);
    assertThat(inbox.note("late", Stage.T0)).isFalse();
    assertThat(inbox.finish().notes()).isEmpty();
  }
}

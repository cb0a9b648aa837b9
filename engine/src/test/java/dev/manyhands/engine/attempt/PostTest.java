package dev.manyhands.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Question;
import dev.manyhands.engine.process.Eventually;
import dev.manyhands.engine.run.SamplePlans;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions reach the run in the order of their numbers, and answers whoever asked. */
@Timeout(30)
class PostTest {
  private static final Plan PLAN = SamplePlans.of(SamplePlans.task("a", "true")).build();
  private static final TaskSpec TASK = PLAN.tasks().getFirst();
  private static final AttemptId ATTEMPT = new AttemptId(TASK.id(), 1);

  private final Desk desk = new Desk(InstantSource.system(), Map.of());
  private final Post post = desk.open(ATTEMPT, TASK);

  private FutureTask<String> ask(String text) {
    FutureTask<String> asking =
        new FutureTask<>(() -> post.ask(Question.Kind.QUESTION, text, "?", null));
    Thread.ofVirtual().name(text).start(asking);
    return asking;
  }

  private void answer(int number, String text) {
    desk.on(new Event.QuestionAnswered(Instant.EPOCH, TASK.id(), 1, number, text, false));
  }

  @Test
  void noQuestionIsOvertakenOnItsWay() throws Exception {
    List<Integer> told = new CopyOnWriteArrayList<>();
    CountDownLatch onItsWay = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    desk.connect(
        command -> {
          int number = ((Command.Ask) command).question().number();
          if (number == 1) {
            onItsWay.countDown();
            awaitUninterruptibly(goesOn);
          }
          told.add(number);
        });
    FutureTask<String> first = ask("first");
    onItsWay.await();
    FutureTask<String> second =
        new FutureTask<>(() -> post.ask(Question.Kind.QUESTION, "2", "?", null));
    Thread overtaking = Thread.ofPlatform().start(second);
    Eventually.that(
        "the second one waits",
        () -> overtaking.getState() == Thread.State.WAITING || !told.isEmpty());
    goesOn.countDown();
    Eventually.that("both are told", () -> told.size() == 2);

    assertThat(told).containsExactly(1, 2);
    answer(2, "two");
    answer(1, "one");
    assertThat(first.get()).isEqualTo("one");
    assertThat(second.get()).isEqualTo("two");
  }

  @Test
  void whoAsksWhenItIsOverDoesNotWait() throws Exception {
    List<Command> told = new CopyOnWriteArrayList<>();
    desk.connect(told::add);
    post.close();

    assertThat(ask("too late").get()).isEmpty();
    assertThat(told).isEmpty();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

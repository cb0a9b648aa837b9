package dev.manyhands.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.run.SamplePlans;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whoever takes a task up again knows what was said of it to those before. */
class PromptsTest {
  private static final Instant AT = Instant.EPOCH;

  private final Plan plan = SamplePlans.of(SamplePlans.task("a", "true")).build();
  private final TaskBook book = new TaskBook(plan);
  private final TaskSpec program = plan.tasks().getFirst();
  private final TaskSpec task =
      new TaskSpec(
          program.id(),
          program.title(),
          new AgentName("claude"),
          new Work.Prompt("Do it.", Brief.STANDARD),
          program.files(),
          program.needs(),
          null,
          program.limits());

  private void send(int number, String text) {
    book.on(new Event.MessageSent(AT, task.id(), number, text, false));
  }

  private void deliver(int attempt, int number) {
    book.on(new Event.MessageDelivered(AT, task.id(), attempt, number));
  }

  private void end(int attempt, Outcome outcome) {
    book.on(new Event.AttemptEnded(AT, task.id(), attempt, AttemptEnd.without(outcome, "why")));
  }

  @Test
  void aFirstAttemptIsToldThePlansWords() {
    send(1, "Be quick.");

    assertThat(Prompts.first(task, book)).isEqualTo("Do it.");
  }

  @Test
  void whatEarlierAttemptsWereToldTheNextOneIsToldAgain() {
    send(1, "Use tabs.");
    deliver(1, 1);
    end(1, Outcome.LOST);
    send(2, "No, use spaces.");
    deliver(2, 2);
    end(2, Outcome.STALLED);

    assertThat(Prompts.first(task, book))
        .startsWith("Do it.\n\nAttempt 2 did not bring it to an end")
        .containsSubsequence("holds for you as well", "Use tabs.", "No, use spaces.");
  }

  @Test
  void whatNobodyHasHeardYetComesAsAMessage() {
    send(1, "Use tabs.");
    deliver(1, 1);
    send(2, "No, use spaces.");
    end(1, Outcome.FAILED);

    assertThat(Prompts.first(task, book)).contains("Use tabs.").doesNotContain("spaces");
  }
}

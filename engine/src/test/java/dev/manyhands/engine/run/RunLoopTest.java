package dev.manyhands.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunLoopTest {
  private static final RunId RUN = new RunId("r");
  private static final Plan PLAN =
      SamplePlans.of(SamplePlans.task("a", "true"), SamplePlans.task("b", "true")).build();
  private static final AttemptId A = new AttemptId(new TaskId("a"), 1);
  private static final AttemptId B = new AttemptId(new TaskId("b"), 1);

  private final MemoryStore store = new MemoryStore();
  private final List<String> happened = new ArrayList<>();
  private final List<StoredEvent> heard = new ArrayList<>();
  private final EffectLauncher launcher =
      new EffectLauncher() {
        @Override
        public void start(Effect effect) {
          happened.add("start " + effect.getClass().getSimpleName());
        }

        @Override
        public void interrupt(Effect effect) {
          happened.add("interrupt " + effect.getClass().getSimpleName());
        }
      };

  private RunLoop loop() {
    return new RunLoop(
        RUN,
        PLAN,
        Decider.standard(),
        store,
        new EffectReconciler(launcher),
        (run, event) -> {
          assertThat(run).isEqualTo(RUN);
          assertThat(store.events()).as("durable before anybody hears of it").contains(event);
          happened.add("hear");
          heard.add(event);
        });
  }

  @Test
  void tellsOfDurableEventsInOrderAndOnlyThenStartsWhatFollows() {
    RunLoop loop = loop();

    loop.step(List.of(Outcomes.start()));

    assertThat(heard).isEqualTo(store.events());
    assertThat(heard)
        .extracting(event -> event.event().getClass().getSimpleName())
        .containsExactly("RunStarted", "AttemptStarted", "AttemptStarted");
    assertThat(happened)
        .containsExactly(
            "hear", "hear", "hear", "start RunAttempt", "start RunAttempt", "start Wake");
    assertThat(loop.seq()).isEqualTo(3);
  }

  @Test
  void commandsThatComeTogetherAreOneTransaction() {
    RunLoop loop = loop();
    loop.step(List.of(Outcomes.start(), Outcomes.succeeded(A), Outcomes.succeeded(B)));

    assertThat(store.appends()).isEqualTo(1);
    assertThat(heard)
        .extracting(StoredEvent::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, heard.size()).boxed().toList());
    assertThat(heard)
        .extracting(StoredEvent::event)
        .hasAtLeastOneElementOfType(Event.MergeStarted.class);
  }

  @Test
  void whatChangesNothingIsNotWritten() {
    RunLoop loop = loop();
    loop.step(List.of(Outcomes.start()));

    loop.step(List.of(new Command.Tick(Outcomes.AT), Outcomes.start()));
    loop.step(List.of());

    assertThat(store.appends()).isEqualTo(1);
  }

  @Test
  void whenTheStoreFailsNothingHasHappened() {
    RunLoop loop = loop();
    loop.step(List.of(Outcomes.start()));
    RunState before = loop.state();
    happened.clear();
    store.failingFrom(2);

    assertThatThrownBy(() -> loop.step(List.of(Outcomes.succeeded(A))))
        .isInstanceOf(ManyhandsException.class);

    assertThat(loop.state()).isSameAs(before);
    assertThat(loop.seq()).isEqualTo(3);
    assertThat(happened).isEmpty();
    store.failingFrom(Integer.MAX_VALUE);
    loop.step(List.of(Outcomes.succeeded(A)));
    assertThat(heard).isEqualTo(store.events());
  }

  @Test
  void goesOnFromTheEventsThatThereAre() {
    RunLoop first = loop();
    first.step(List.of(Outcomes.start()));
    happened.clear();
    RunLoop second = loop();

    second.restore(store.events());

    assertThat(second.state()).isEqualTo(first.state());
    assertThat(second.seq()).isEqualTo(3);
    assertThat(happened).as("restoring starts nothing").isEmpty();
    second.step(List.of(new Command.Resume(Outcomes.AT)));
    assertThat(happened).contains("start Salvage");
  }

  @Test
  void refusesAHistoryWithAGap() {
    loop().step(List.of(Outcomes.start()));
    List<StoredEvent> events = store.events();

    assertThatThrownBy(() -> loop().restore(List.of(events.get(0), events.get(2))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("event 3 of run r follows event 1");
    assertThatThrownBy(() -> loop().restore(List.of(events.get(1))))
        .isInstanceOf(IllegalStateException.class);
  }
}

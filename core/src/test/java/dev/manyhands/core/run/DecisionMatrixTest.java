package dev.manyhands.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every kind of command is decided in every kind of state, and somebody has looked at it. */
class DecisionMatrixTest {

  @Test
  void everyPairIsDecidedAsThePageSays() throws IOException {
    CommittedPage.demand("decisions.md", DecisionPage.write());
  }

  @Test
  void everyKindOfTaskStateHasASample() {
    assertThat(kinds(SampleStates.ofTask(), DecisionMatrixTest::stateOfTask))
        .containsExactlyInAnyOrderElementsOf(Kinds.of(TaskState.class));
  }

  @Test
  void everyKindOfRunStatePhaseAndStepHasASample() {
    assertThat(kinds(SampleStates.ofRun(), Scenario::state))
        .containsExactlyInAnyOrderElementsOf(Kinds.of(RunState.class));
    List<SampleStates.Sample> started =
        SampleStates.ofRun().stream().filter(s -> !s.name().equals("Unstarted")).toList();
    assertThat(kinds(started, run -> run.live().phase()))
        .containsExactlyInAnyOrderElementsOf(Kinds.of(RunState.Phase.class));
    assertThat(kinds(started, run -> run.live().integration().step()))
        .containsExactlyInAnyOrderElementsOf(Kinds.of(Integration.Step.class));
  }

  @Test
  void everyKindOfCommandHasASample() {
    assertThat(commands(SampleCommands.Sample::kind))
        .containsExactlyInAnyOrderElementsOf(Kinds.of(Command.class));
    assertThat(commands(SampleCommands.Sample::part))
        .containsAll(Kinds.of(Command.MergeEnd.class))
        .containsAll(Kinds.of(Command.PublishEnd.class));
  }

  @Test
  void aSampleIsOfTheKindThatItSays() {
    for (SampleStates.Sample sample : SampleStates.ofTask()) {
      assertThat(sample.name())
          .startsWith(stateOfTask(sample.run().get()).getClass().getSimpleName());
    }
    for (SampleCommands.Sample sample : SampleCommands.all()) {
      Scenario run = SampleStates.ofTask().getFirst().run().get();
      assertThat(sample.in(run)).isInstanceOf(sample.kind());
    }
  }

  private static TaskState stateOfTask(Scenario run) {
    return run.live().tasks().get(Things.id("t")).state();
  }

  private static Set<Class<?>> kinds(
      List<SampleStates.Sample> samples, Function<Scenario, Object> what) {
    return samples.stream()
        .map(sample -> what.apply(sample.run().get()).getClass())
        .collect(Collectors.toSet());
  }

  private static Set<Class<?>> commands(Function<SampleCommands.Sample, Class<?>> what) {
    Stream<Class<?>> kinds = SampleCommands.all().stream().map(what);
    return kinds.collect(Collectors.toSet());
  }
}

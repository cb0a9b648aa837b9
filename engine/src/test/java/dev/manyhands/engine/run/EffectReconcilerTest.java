package dev.manyhands.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.PendingChange;
import dev.manyhands.core.run.TreeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectReconcilerTest {
  private static final CommitId BASE = new CommitId("1".repeat(40));
  private static final Head HEAD = new Head(BASE, new TreeId("2".repeat(40)));
  private static final Effect RUN_A = new Effect.RunAttempt(attempt("a"), BASE);
  private static final Effect RUN_B = new Effect.RunAttempt(attempt("b"), BASE);
  private static final Effect SALVAGE_A =
      new Effect.Salvage(attempt("a"), BASE, Outcome.CANCELLED, "asked");
  private static final Effect VERIFY = new Effect.Verify(1, HEAD, List.of());
  private static final Effect PUBLISH = new Effect.Publish(1, BASE, HEAD, List.of());
  private static final Effect WAKE = new Effect.Wake(Instant.EPOCH);

  private final List<String> calls = new ArrayList<>();
  private Set<Effect> pending = Set.of();
  private final EffectReconciler effects =
      new EffectReconciler(
          new EffectLauncher() {
            @Override
            public void start(Effect effect) {
              calls.add("start " + name(effect));
            }

            @Override
            public void interrupt(Effect effect) {
              calls.add("interrupt " + name(effect));
            }
          });

  private static AttemptId attempt(String task) {
    return new AttemptId(new TaskId(task), 1);
  }

  private static String name(Effect effect) {
    return switch (effect) {
      case Effect.RunAttempt run -> "run " + run.attempt().task();
      case Effect.Salvage salvage -> "salvage " + salvage.attempt().task();
      default -> effect.getClass().getSimpleName();
    };
  }

  private void pending(Effect... next) {
    Set<Effect> before = pending;
    pending = new LinkedHashSet<>(List.of(next));
    effects.reconcile(PendingChange.between(before, pending));
  }

  private List<String> calls() {
    List<String> since = List.copyOf(calls);
    calls.clear();
    return since;
  }

  @Test
  void startsWhatIsMissingInOrder() {
    pending(RUN_B, RUN_A);
    assertThat(calls()).containsExactly("start run b", "start run a");

    pending(RUN_B, RUN_A, WAKE);
    assertThat(calls()).containsExactly("start Wake");
  }

  @Test
  void interruptsOnceWhatIsNoLongerPending() {
    pending(RUN_A, RUN_B);
    calls();

    pending(RUN_B);
    pending(RUN_B);

    assertThat(calls()).containsExactly("interrupt run a");
    assertThat(effects.isIdle()).isFalse();
    effects.ended(RUN_A);
    assertThat(calls()).isEmpty();
  }

  @Test
  void ofOneSubjectTheSecondStartsWhenTheFirstHasEnded() {
    pending(RUN_A);
    pending(SALVAGE_A, WAKE);
    assertThat(calls()).containsExactly("start run a", "interrupt run a", "start Wake");

    effects.ended(RUN_A);

    assertThat(calls()).containsExactly("start salvage a");
  }

  @Test
  void ofOneSubjectTheSecondWaitsEvenIfBothArePending() {
    pending(VERIFY, PUBLISH);
    assertThat(calls()).containsExactly("start Verify");

    pending(PUBLISH);
    effects.ended(VERIFY);

    assertThat(calls()).containsExactly("interrupt Verify", "start Publish");
  }

  @Test
  void whatEndedButIsStillPendingIsNotStartedAgain() {
    pending(RUN_A);
    effects.ended(RUN_A);
    pending(RUN_A, RUN_B);

    assertThat(calls()).containsExactly("start run a", "start run b");
  }

  @Test
  void whatEndedIsStartedAgainWhenItWasNotPendingInBetween() {
    pending(RUN_A);
    effects.ended(RUN_A);
    pending();
    pending(RUN_A);

    assertThat(calls()).containsExactly("start run a", "start run a");
  }

  @Test
  void whatEndedLeavesItsSubjectToOthers() {
    pending(RUN_A);
    effects.ended(RUN_A);
    pending(SALVAGE_A);

    assertThat(calls()).containsExactly("start run a", "start salvage a");
  }

  /** Its interruption has begun: what it does until its end does not count. */
  @Test
  void whatIsPendingAgainStartsAgainWhenItHasEnded() {
    pending(RUN_A);
    pending();
    pending(RUN_A);
    assertThat(calls()).containsExactly("start run a", "interrupt run a");

    effects.ended(RUN_A);

    assertThat(calls()).containsExactly("start run a");
  }

  @Test
  void stopInterruptsEverythingAndStartsNothing() {
    pending(RUN_A, RUN_B);
    pending(RUN_B, SALVAGE_A);
    calls();

    effects.stop();
    pending(WAKE, SALVAGE_A);

    assertThat(calls()).containsExactly("interrupt run b");
    effects.ended(RUN_A);
    assertThat(effects.isIdle()).isFalse();
    effects.ended(RUN_B);
    assertThat(effects.isIdle()).isTrue();
    assertThat(calls()).isEmpty();
  }

  @Test
  void anEndWithoutABeginningIsRefused() {
    assertThatThrownBy(() -> effects.ended(RUN_A)).isInstanceOf(IllegalStateException.class);
    pending(RUN_A);
    effects.ended(RUN_A);
    assertThatThrownBy(() -> effects.ended(RUN_A)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isIdleWhileNothingGoesOn() {
    assertThat(effects.isIdle()).isTrue();
    pending(RUN_A);
    assertThat(effects.isIdle()).isFalse();
    effects.ended(RUN_A);
    assertThat(effects.isIdle()).isTrue();
  }
}

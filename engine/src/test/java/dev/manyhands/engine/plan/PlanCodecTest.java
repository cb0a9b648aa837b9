package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCodecTest {
  private static final String GOLDEN = PlanTexts.resource("plan-1.json").strip();

  @Test
  void readsWhatItWrites() {
    for (int seed = 0; seed < 1_000; seed++) {
      Plan plan = new RandomPlans(new Random(seed)).next();

      String stored = PlanCodec.write(plan);

      assertThat(PlanCodec.read(stored)).as("seed %d", seed).isEqualTo(plan);
      assertThat(PlanCodec.write(PlanCodec.read(stored))).isEqualTo(stored);
      assertThat(PlanCodec.read(stored).env().keySet())
          .as("the order of variables")
          .containsExactlyElementsOf(plan.env().keySet());
    }
  }

  @Test
  void writesTheFormThatRunsAreStoredIn() {
    assertThat(PlanCodec.write(PlanTexts.read(PlanTexts.example()).orThrow())).isEqualTo(GOLDEN);
  }

  @Test
  void readsTheFormThatRunsAreStoredIn() {
    assertThat(PlanCodec.read(GOLDEN)).isEqualTo(PlanTexts.read(PlanTexts.example()).orThrow());
  }

  @Test
  void ignoresFieldsThatItDoesNotKnow() {
    String newer =
        GOLDEN
            .replace("\"version\":1", "\"later\":{\"x\":[1]},\"version\":1")
            .replace("\"id\":", "\"budget\":1,\"id\":");

    assertThat(PlanCodec.read(newer)).isEqualTo(PlanCodec.read(GOLDEN));
  }

  @Test
  void refusesAnotherVersion() {
    assertThatThrownBy(() -> PlanCodec.read("{\"version\":2}"))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL))
        .hasMessage("the stored plan has the format 2, and this Manyhands reads 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"version\":1}",
        "{\"version\":1,\"name\":5}",
        "{\"version\":1,\"workspace\":3,\"env\":[]}"
      })
  void saysWhenAPlanIsDamaged(String stored) {
    assertThatThrownBy(() -> PlanCodec.read(stored))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageStartingWith("the stored plan is damaged");
  }

  @Test
  void saysWhenAPlanIsCut() {
    for (int cut = 0; cut < GOLDEN.length(); cut++) {
      String stored = GOLDEN.substring(0, cut);

      assertThatThrownBy(() -> PlanCodec.read(stored)).isInstanceOf(ManyhandsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"\"", "null", "{}", "[{}]", "-1e9"})
  void failsInNoOtherWayWhenAnyValueIsDamaged(String damage) {
    for (String value : GOLDEN.split("[,:]", -1)) {
      String stored = GOLDEN.replace(value, damage);

      Throwable thrown = catchThrowable(() -> PlanCodec.read(stored));

      assertThat(thrown == null || thrown instanceof ManyhandsException)
          .as("%s: %s", stored, thrown)
          .isTrue();
    }
  }
}

package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitVersionTest {

  @ParameterizedTest
  @CsvSource({
    "git version 2.39.5,2,39,2.39.5",
    "git version 2.50.0.windows.1,2,50,2.50.0.windows.1",
    "git version 2.39.5 (Apple Git-154),2,39,2.39.5",
    "git version 3.0.0-rc1,3,0,3.0.0-rc1",
    "git version 2.38,2,38,2.38"
  })
  void readsWhatGitSays(String answer, int major, int minor, String text) {
    GitVersion version = GitVersion.parse(answer);

    assertThat(version).isEqualTo(new GitVersion(major, minor, text)).hasToString(text);
    assertThatCode(version::require).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"git version 2.37.9", "git version 1.99.0", "git version 2.9.1"})
  void refusesWhatIsTooOld(String answer) {
    assertThatThrownBy(() -> GitVersion.parse(answer).require())
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining("is too old: Manyhands needs 2.38 or newer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "git", "hub version 2.40", "git version two"})
  void saysWhenTheAnswerMakesNoSense(String answer) {
    assertThatThrownBy(() -> GitVersion.parse(answer)).isInstanceOf(ManyhandsException.class);
  }

  @Test
  void theInstalledOneWillDo() throws Exception {
    GitVersion.installed().require();
  }
}

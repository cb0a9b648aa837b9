package dev.manyhands.engine.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manyhands.core.ManyhandsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static Profile builtIn(String name) {
    return BuiltInProfiles.all().stream()
        .filter(profile -> profile.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Profile read(String text) {
    return ProfileReader.read(text, "test.yaml").getFirst();
  }

  @Test
  void theBuiltInOnesAreComplete() {
    assertThat(BuiltInProfiles.all())
        .extracting(profile -> profile.name().value())
        .contains("claude", "qwen", "codex", "codex-exec", "gemini", "opencode", "pi")
        .contains("claude-acp", "codex-acp", "gemini-acp", "opencode-acp");
    assertThat(BuiltInProfiles.all())
        .allSatisfy(
            profile -> {
              assertThat(profile.description()).isNotBlank();
              assertThat(profile.install()).isNotBlank();
              assertThat(profile.features().turns()).isTrue();
            });
  }

  @Test
  void argumentsWithoutAValueAreLeftOut() {
    Template arguments = builtIn("codex-exec").arguments();

    assertThat(arguments.fill(Map.of(Slot.WRITING, "true")))
        .startsWith("exec", "--json")
        .endsWith("--dangerously-bypass-approvals-and-sandbox", "-");
    assertThat(arguments.fill(Map.of(Slot.SESSION, "s1", Slot.MODEL, "m")))
        .startsWith("exec", "resume", "--json")
        .endsWith("--model=m", "s1", "-");
  }

  @Test
  void aServerIsNamedToThoseThatAreToHaveOne() {
    Map<Slot, String> values = Map.of(Slot.MCP, "/bin/manyhands");
    for (String name : List.of("claude", "qwen", "codex", "codex-exec")) {
      Template arguments = builtIn(name).arguments();

      assertThat(arguments.fill(values))
          .as(name)
          .anyMatch(word -> word.contains("\"/bin/manyhands\""));
      assertThat(arguments.fill(Map.of())).as(name).noneMatch(word -> word.contains("manyhands"));
    }
    ToolEnvironment environment = builtIn("opencode").environment();
    assertThat(environment.of(Map.of(), Map.of(), values))
        .hasEntrySatisfying(
            "OPENCODE_CONFIG_CONTENT", it -> assertThat(it).contains("\"/bin/manyhands\""));
    assertThat(environment.of(Map.of(), Map.of(), Map.of()))
        .doesNotContainKey("OPENCODE_CONFIG_CONTENT");
  }

  @Test
  void whatIsFilledInIsNotATemplate() {
    Template template =
        new Template(List.of(new Template.Group(java.util.Set.of(), List.of("-p{prompt}"))));

    assertThat(template.fill(Map.of(Slot.PROMPT, "a {model} $1 \\")))
        .containsExactly("-pa {model} $1 \\");
  }

  @Test
  void aToolGetsWhatItsProfileSaysOfTheUsersVariables() {
    Map<String, String> environment =
        builtIn("claude")
            .environment()
            .of(
                Map.of("ANTHROPIC_API_KEY", "k", "AWS_REGION", "r", "SECRET", "s", "PATH", "users"),
                Map.of("PATH", "helpers"),
                Map.of());

    assertThat(environment)
        .containsEntry("ANTHROPIC_API_KEY", "k")
        .containsEntry("AWS_REGION", "r")
        .containsEntry("PATH", "helpers")
        .containsEntry("DISABLE_AUTOUPDATER", "1")
        .doesNotContainKey("SECRET");
  }

  @Test
  void versionsAreComparedByNumber() {
    VersionProbe probe = new VersionProbe(List.of("--version"), "1.10");

    assertThat(VersionProbe.in("codex-cli 0.169.0\n")).hasValue("0.169.0");
    assertThat(VersionProbe.in("no idea")).isEmpty();
    assertThat(probe.accepts("1.10.0")).isTrue();
    assertThat(probe.accepts("2.0")).isTrue();
    assertThat(probe.accepts("1.9.7")).isFalse();
    assertThat(probe.accepts("1")).isFalse();
  }

  @Test
  void anOverloadIsNotHopeless() {
    FailureSigns signs = builtIn("gemini").failures();

    assertThat(signs.isHopeless("unexpected status 401 Unauthorized")).isTrue();
    assertThat(signs.isHopeless("Invalid API key")).isTrue();
    assertThat(signs.isHopeless("529 overloaded_error")).isFalse();
    assertThat(signs.isLimited("exceeded retry limit, last status: 429 Too Many Requests"))
        .isTrue();
    assertThat(signs.isHopeless("500 internal error")).isFalse();
    assertThat(signs.meaning(41)).hasValueSatisfying(m -> assertThat(m.hopeless()).isTrue());
    assertThat(signs.meaning(1)).isEmpty();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(() -> read("mine: {chanel: acp}"))
        .withMessageContaining("test.yaml: mine")
        .withMessageContaining("'chanel'");
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(() -> read("mine: {channel: telepathy}"))
        .withMessageContaining("'telepathy'")
        .withMessageContaining("stream-json");
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(() -> read("mine: {failures: {hopeless: ['(']}}"))
        .withMessageContaining("regular expression");
    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(() -> read("mine: ["))
        .withMessageContaining("not YAML");
  }

  @Test
  void aShortProfileIsEnough() {
    Profile mine = read("mine: {arguments: ['{prompt}']}");

    assertThat(mine.program()).isEqualTo("mine");
    assertThat(mine.channel()).isEqualTo(new Channel.OneShot(Channel.Dialect.TEXT));
    assertThat(mine.features().turns()).isFalse();
  }
}

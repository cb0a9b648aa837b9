package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One script, done by every coding tool that is installed. To be run where only the loopback
 * interface exists: some tools look hosts up when they start.
 */
@EnabledIfEnvironmentVariable(named = RealTools.VARIABLE, matches = ".+")
class RealToolsTest {
  private static final Script SCRIPT =
      Script.of(
          "s",
          Turn.of(
                  new Part.Text("I write a file."),
                  new Part.Act(new Action.Write("written.txt", "by the script\n")))
              .failing(new Fault.Status(500, Optional.empty()), 1),
          Turn.acts(new Action.Read("written.txt")),
          Turn.acts(new Action.Edit("written.txt", "script", "tool")),
          Turn.acts(new Action.Shell("cat written.txt > copied.txt")),
          Turn.text("It is written."));

  @TempDir Path home;
  @TempDir Path workspace;

  @ParameterizedTest
  @ValueSource(strings = {"claude", "codex", "opencode", "gemini", "qwen", "pi"})
  void aToolDoesWhatTheScriptSays(String tool) throws Exception {
    Optional<Path> program = RealTools.find(tool);
    assumeTrue(program.isPresent(), tool + " is not installed");
    run(List.of("git", "init", "-q"), "git");
    ToolSetup setup = ToolSetups.of(tool);
    try (ScriptedModel model = ScriptedModel.start(SCRIPT)) {
      setup.writeFiles(model, home);
      List<String> command = new ArrayList<>(List.of(program.orElseThrow().toString()));
      command.addAll(setup.oneShot("Do it. [[script:s]]", workspace).orElseThrow());

      String output = run(command, tool, model);

      assertThat(workspace.resolve("written.txt")).as(output).hasContent("by the tool\n");
      assertThat(workspace.resolve("copied.txt")).as(output).hasContent("by the tool\n");
      assertThat(output).contains("It is written.");
      assertThat(model.requests())
          .filteredOn(request -> request.outcome().equals("answered"))
          .extracting(request -> request.turn().orElseThrow())
          .containsExactly(0, 1, 2, 3, 4);
    }
  }

  private String run(List<String> command, String name, ScriptedModel... models) throws Exception {
    Path output = home.resolve(name + ".output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workspace.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    for (ScriptedModel model : models) {
      builder.environment().putAll(ToolSetups.of(name).environment(model, home));
    }
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(name + " ends").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}

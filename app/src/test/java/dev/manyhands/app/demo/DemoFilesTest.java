package dev.manyhands.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.engine.plan.PlanReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the demo brings. */
class DemoFilesTest {

  @Test
  void thePlanIsOneThatCanBeRun() {
    String text =
        Template.fill(
            "plan.yaml", Map.of("concurrency", "3", "helper", Quoting.yaml("/it's here/helper")));

    Plan plan = new PlanReader().read(text, "plan.yaml", Set.of(AgentName.COMMAND)).orThrow();

    assertThat(plan.concurrency()).isEqualTo(3);
    assertThat(plan.tasks()).extracting(task -> task.id()).contains(Verdict.HANGS, Verdict.BREAKS);
    assertThat(plan.env()).containsEntry("HELPER", "/it's here/helper");
    assertThat(plan.combine().check()).isPresent();
  }

  @Test
  void aPlaceThatNobodyFillsInIsAMistake() {
    assertThatNullPointerException()
        .isThrownBy(() -> Template.fill("plan.yaml", Map.of("concurrency", "3")))
        .withMessageContaining("{{helper}}");
  }

  @Test
  void textsAreQuotedForTheShell() throws Exception {
    String odd = "a 'b' \"c\" $HOME \\ `d`\n";

    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Quoting.shell(odd)).start();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(odd);
  }

  @Test
  void pinnedFilesAreTheOnesOrNone(@TempDir Path folder) throws Exception {
    String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    PinnedFiles pinned = PinnedFiles.of(empty + "  lib/a.jar\n" + empty + "  tools/b.jar\n");
    assertThat(pinned.below("lib")).containsExactly("lib/a.jar");
    assertThat(pinned.problem(folder)).get().asString().endsWith("lib/a.jar is missing");

    Files.createDirectories(folder.resolve("lib"));
    Files.createDirectories(folder.resolve("tools"));
    Files.writeString(folder.resolve("lib/a.jar"), "");
    Files.writeString(folder.resolve("tools/b.jar"), "something else");
    assertThat(pinned.problem(folder)).get().asString().contains("b.jar is not the file");

    Files.writeString(folder.resolve("tools/b.jar"), "");
    assertThat(pinned.problem(folder)).isEmpty();
  }
}

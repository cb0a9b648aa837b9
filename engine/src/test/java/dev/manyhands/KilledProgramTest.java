package dev.manyhands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.RunSummary;
import dev.manyhands.engine.process.ChildJvm;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program is killed while its functions are at work. */
@Tag("long")
@Timeout(180)
class KilledProgramTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void whatItsFunctionsHadBegunIsKeptAndMadeAgain(@TempDir Path folder) throws Exception {
    SmallRepository repository = SmallRepository.in(folder);
    String id = runAndKill(repository);

    assertThat(summaries(repository))
        .extracting(run -> run.id().value(), RunSummary::status, RunSummary::tasks)
        .containsExactly(tuple(id, RunSummary.INTERRUPTED, 5));
    try (Manyhands hands = repository.open()) {
      assertThatExceptionOfType(ManyhandsException.class)
          .isThrownBy(() -> hands.resume(id, _ -> {}))
          .withMessage(
              "run %s needs functions that are not registered: a, b, c, later".formatted(id))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIG));
      try (Run run = hands.resume(id, KilledProgramTest::register)) {
        ResultFormat<String> text = ResultFormat.json(String.class);
        assertThat(run.task("done", text).result(PATIENCE)).isEqualTo("done");
        assertThat(run.task("later", text).result(PATIENCE)).isEqualTo("after the others");
        Combined combined = run.combine(PATIENCE);

        assertThat(combined.status()).isEqualTo(Combined.Status.SUCCEEDED);
        assertThat(combined.merged()).containsExactlyInAnyOrder("done", "a", "b", "c");
        assertThat(combined.unchanged()).containsExactly("later");
        for (String task : CountingProgram.ENDLESS) {
          assertThat(show(repository, combined.commit().orElseThrow(), task)).isEqualTo("again\n");
          assertThat(show(repository, "refs/manyhands/%s/%s/1".formatted(id, task), task))
              .isEqualTo("half of %s\n".formatted(task));
        }
      }
    }
  }

  private static String runAndKill(SmallRepository repository) throws Exception {
    Process program =
        ChildJvm.start(
            CountingProgram.class,
            Map.of(),
            repository.folder(),
            repository.folder().toString(),
            repository.state().toString());
    try (BufferedReader said = program.inputReader()) {
      String id = said.readLine();
      Set<String> begun = new HashSet<>();
      while (begun.size() < CountingProgram.ENDLESS.length) {
        begun.add(said.readLine());
      }
      assertThat(begun).containsExactlyInAnyOrder("begun a", "begun b", "begun c");
      return id;
    } finally {
      program.destroyForcibly().waitFor();
    }
  }

  private static List<RunSummary> summaries(SmallRepository repository) throws Exception {
    try (EmbeddedOrchestrator looking =
        EmbeddedOrchestrator.open(
            repository.folder(),
            Map.of("MANYHANDS_HOME", repository.state().toString()),
            (_, _) -> {},
            (_, _) -> {})) {
      return looking.runs();
    }
  }

  private static void register(Functions functions) {
    for (String task : CountingProgram.ENDLESS) {
      functions.add(task, String.class, attempt -> CountingProgram.write(attempt, "again"));
    }
    functions.add("later", String.class, _ -> "after the others");
  }

  private static String show(SmallRepository repository, String commit, String task)
      throws Exception {
    return repository.git("show", "%s:%s.txt".formatted(commit, task));
  }
}

package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.plan.PlanReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Helpers see the environment of whoever started their run, and nothing writes it down. */
@Timeout(120)
class EnvironmentTest {
  private static final String SECRET = "s3cret-" + "that-no-file-may-hold";

  /** Says what a helper sees without showing it. */
  private static final String PLAN =
      """
      version: 1
      passEnv: [THE_KEY]
      tasks:
        - id: look
          command: |
            hello-tool
            echo "$LANG $HOME ${#THE_KEY}" > seen.txt
      """;

  @TempDir Path folder;

  /** Returns an environment with a tool, a home and a secret of its own. */
  private Map<String, String> somebody(RunningEngine engine) throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path tool =
        Files.writeString(tools.resolve("hello-tool"), "#!/bin/sh\necho found > tool.txt\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = new HashMap<>(engine.environment);
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
    environment.put("HOME", folder.resolve("my home").toString());
    environment.put("LANG", "xx_XX");
    environment.put("THE_KEY", SECRET);
    return environment;
  }

  private static Plan plan(String text) {
    return new PlanReader().read(text, "plan", Set.<AgentName>of()).orThrow();
  }

  private static String diff(Orchestrator engine, RunId run) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    engine.diff(run, Optional.empty(), List.of(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void helpersSeeThatOfTheClient() throws Exception {
    try (RunningEngine engine = new RunningEngine(folder);
        EngineClient client = EngineClient.connect(somebody(engine)).orElseThrow()) {
      Orchestrator remote = client.repository(engine.repository);
      RunId run = remote.submit(plan(PLAN));
      remote.carry(run);
      assertThat(remote.await(run, Duration.ofSeconds(60))).isTrue();

      assertThat(diff(remote, run))
          .contains("+found")
          .contains("+xx_XX %s %d".formatted(folder.resolve("my home"), SECRET.length()));
      nothingHolds(SECRET);
    }
  }

  @Test
  void theNextEngineHasItsOwn() throws Exception {
    try (RunningEngine engine = new RunningEngine(folder)) {
      RunId run;
      try (EngineClient client = EngineClient.connect(somebody(engine)).orElseThrow()) {
        Orchestrator remote = client.repository(engine.repository);
        run =
            remote.submit(
                plan(
                    """
                    version: 1
                    passEnv: [THE_KEY]
                    tasks:
                      - id: look
                        command: |
                          echo ${#THE_KEY} > seen.txt
                          test -z "$THE_KEY" || sleep 600
                    """));
        remote.carry(run);
        while (remote.report(run).tasks().getFirst().attempts().isEmpty()) {
          remote.events(run, remote.history(run).size(), 1, Duration.ofSeconds(30));
        }
      }
      engine.restart();
      assertThat(engine.post("/runs/" + run + "/carry", "{}").statusCode()).isEqualTo(200);
      assertThat(engine.get("/runs/" + run + "?wait=60s").body()).contains("succeeded");
      assertThat(engine.get("/runs/" + run + "/diff").body()).contains("+0\n");
      nothingHolds(SECRET);
    }
  }

  /** Of the state folder, and of the repository with all that git keeps of it. */
  private void nothingHolds(String secret) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).anyMatch(file -> file.endsWith("manyhands.db"));
      for (Path file : all) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(secret);
      }
    }
  }
}

package dev.manyhands.app.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.plan.PlanReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task that is spawned into a run is the one that it would have been in the file of its plan. */
@Timeout(120)
class AddedTasksTest {
  private static final Set<AgentName> AGENTS = Set.of(new AgentName("builtin"));

  /** The first task keeps the others from starting. */
  private static final String PLAN =
      """
      version: 1
      agent: builtin
      concurrency: 1
      env: {ANTHROPIC_API_KEY: none}
      permissions: {deny: [web]}
      defaults: {timeout: 7m, retries: 5, check: "test -e f1.txt", model: claude-small}
      tasks:
        - {id: first, command: sleep 600}
      """;

  private static final String ASK = "{\"id\": \"ask\", \"prompt\": \"Look at it.\"}";
  private static final String MAKE = "{\"id\": \"make\", \"command\": \"make\"}";

  @Test
  void untilTheEngineEndsAndAfterIt(@TempDir Path folder) throws Exception {
    Workplace workplace = new Workplace(folder);
    RunId run;
    try (EmbeddedRepositories repositories = workplace.repositories()) {
      Orchestrator orchestrator = repositories.at(workplace.repo);
      run = orchestrator.submit(new PlanReader().readOpen(PLAN, "plan", AGENTS).orThrow());
      orchestrator.carry(run);
      spawn(repositories, run, ASK);
    }
    try (EmbeddedRepositories repositories = workplace.repositories()) {
      Orchestrator orchestrator = repositories.at(workplace.repo);
      orchestrator.carry(run);
      spawn(repositories, run, MAKE);

      Plan whole =
          new PlanReader()
              .read(PLAN + "  - " + ASK + "\n  - " + MAKE + "\n", "plan", AGENTS)
              .orThrow();
      List<TaskSpec> added =
          orchestrator.history(run).stream()
              .map(stored -> stored.event())
              .filter(Event.TasksAdded.class::isInstance)
              .flatMap(event -> ((Event.TasksAdded) event).tasks().stream())
              .toList();
      assertThat(added).isEqualTo(whole.tasks().subList(1, 3));
      orchestrator.cancel(run, Optional.empty(), "over");
    }
  }

  private static void spawn(EmbeddedRepositories repositories, RunId run, String task)
      throws Exception {
    try (Client client = new Client(repositories)) {
      client.call("spawn_agents", "{\"run\": \"%s\", \"tasks\": [%s]}".formatted(run, task));
    }
  }
}

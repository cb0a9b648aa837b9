package dev.manyhands.app.http;

import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.testkit.contract.OrchestratorContract;
import java.nio.file.Path;
import java.util.Map;

class EmbeddedOrchestratorContractTest extends OrchestratorContract {
  @Override
  protected Orchestrator open(Path repository, Path state) throws Exception {
    return EmbeddedOrchestrator.open(
        repository, Map.of("MANYHANDS_HOME", state.toString()), (_, _) -> {}, (_, _) -> {});
  }
}

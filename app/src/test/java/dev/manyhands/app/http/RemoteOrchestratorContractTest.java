package dev.manyhands.app.http;

import dev.manyhands.engine.Orchestrator;
import dev.manyhands.testkit.contract.OrchestratorContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class RemoteOrchestratorContractTest extends OrchestratorContract {
  private BackgroundEngine engine;
  private EngineClient client;

  @Override
  protected Orchestrator open(Path repository, Path state) throws Exception {
    Map<String, String> environment = Map.of("MANYHANDS_HOME", state.toString());
    engine = BackgroundEngine.start(state, environment, RunningEngine.options());
    client = EngineClient.connect(environment).orElseThrow();
    return client.repository(repository);
  }

  @AfterEach
  void closeEngine() {
    client.close();
    engine.close();
  }
}

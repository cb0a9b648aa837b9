package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.git.UserRepository;
import dev.manyhands.engine.plan.PlanCodec;
import dev.manyhands.engine.process.ChildJvm;
import dev.manyhands.engine.run.RunThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process that carries a run, to be killed. */
final class DyingEngine extends RunFixture {

  /** Starts the run in a process of its own. */
  static Process start(Path folder, RunId run, Plan plan) throws IOException {
    return ChildJvm.start(
        DyingEngine.class, Map.of(), folder, folder.toString(), run.value(), PlanCodec.write(plan));
  }

  /** Carries a run: the test's folder, the run's id, the plan as it is stored. */
  public static void main(String[] arguments) throws InterruptedException {
    DyingEngine engine = new DyingEngine();
    engine.folder = Path.of(arguments[0]);
    engine.open();
    engine.run = new RunId(arguments[1]);
    RunThread thread = engine.start(PlanCodec.read(arguments[2]));
    await(thread);
  }

  @Override
  void open() {
    user = UserRepository.at(folder.resolve("repository"));
    openStore();
  }
}

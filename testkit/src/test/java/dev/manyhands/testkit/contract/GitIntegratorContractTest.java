package dev.manyhands.testkit.contract;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.git.GitIntegrator;
import dev.manyhands.engine.git.GitWorkspaces;
import dev.manyhands.engine.git.Repository;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Integrator;
import dev.manyhands.engine.port.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class GitIntegratorContractTest extends IntegratorContract {
  @TempDir Path folder;

  private Repository opened() throws InterruptedException {
    return Repository.around(folder.resolve("repository"));
  }

  @Override
  protected ContractRepository repository() throws Exception {
    return new GitContractRepository(folder.resolve("repository"));
  }

  @Override
  protected Integrator open() throws Exception {
    return new GitIntegrator(opened());
  }

  @Override
  protected Change keep(RunId run, AttemptId attempt, Head onto, Map<String, String> files)
      throws Exception {
    Workspace workspace =
        new GitWorkspaces(opened(), folder.resolve("workspaces"))
            .take(new Holder.Attempt(run, attempt), onto.commit(), List.of());
    for (String path : Folders.read(workspace.root()).keySet()) {
      Folders.delete(workspace.root(), path);
    }
    Folders.write(workspace.root(), files);
    Change change = workspace.snapshot(onto.commit(), "Work").change();
    workspace.release();
    return change;
  }
}

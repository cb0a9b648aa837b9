package dev.manyhands.testkit.contract;

import dev.manyhands.engine.git.GitWorkspaces;
import dev.manyhands.engine.git.Repository;
import dev.manyhands.engine.port.Workspaces;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class GitWorkspacesContractTest extends WorkspacesContract {
  @TempDir Path folder;

  @Override
  protected ContractRepository repository() throws Exception {
    return new GitContractRepository(folder.resolve("repository"));
  }

  @Override
  protected Workspaces open() throws Exception {
    return new GitWorkspaces(
        Repository.around(folder.resolve("repository")), folder.resolve("workspaces"));
  }
}

package dev.manyhands.testkit.contract;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import java.nio.file.Path;
import java.util.Map;

/**
 * A repository of a user, for the suites of {@link WorkspacesContract workspaces} and {@link
 * IntegratorContract integrators}. Whoever writes an adapter implements it for whatever the adapter
 * works on, without the adapter.
 */
public interface ContractRepository {

  /**
   * Makes a commit of exactly these text files, on top of the one that is checked out, and checks
   * it out.
   *
   * @param files contents by path, with slashes
   */
  Head commit(Map<String, String> files) throws Exception;

  /** Returns the files of a commit: contents by path, with slashes. */
  Map<String, String> files(CommitId commit) throws Exception;

  /** Returns the parents of a commit. */
  Iterable<CommitId> parents(CommitId commit) throws Exception;

  /** Returns the folder of the user's own checkout. */
  Path checkout();
}

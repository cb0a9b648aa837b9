package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.port.Workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool of workspaces of a user's repository, and helpers that are scripts. */
@Timeout(60)
abstract class WorkspaceFixture {
  static final RunId RUN = new RunId("run-1");

  @TempDir Path folder;

  private int attempts;

  Path pool() {
    return folder.resolve("workspaces");
  }

  UserRepository repository() {
    return UserRepository.create(folder.resolve("repository"));
  }

  GitWorkspaces workspaces(UserRepository repository) throws InterruptedException {
    return new GitWorkspaces(repository.open(), pool());
  }

  Holder.Attempt holder() {
    attempts++;
    return new Holder.Attempt(RUN, new AttemptId(new TaskId("task"), attempts));
  }

  /** What a helper left. */
  record Work(CommitId base, Snapshot snapshot, String ref) {
    CommitId commit() {
      return snapshot.change().commit();
    }
  }

  /** Lets a helper work on the head of a repository, and keeps what it leaves. */
  Work work(UserRepository repository, String script) throws InterruptedException {
    return work(workspaces(repository), repository, script);
  }

  Work work(GitWorkspaces workspaces, UserRepository repository, String script)
      throws InterruptedException {
    CommitId base = repository.head();
    Holder.Attempt holder = holder();
    Workspace workspace = workspaces.take(holder, base, List.of());
    repository.sh(workspace.root(), script);
    Snapshot snapshot = workspace.snapshot(base, "Work");
    assertThat(snapshot.problems()).isEmpty();
    String ref = Refs.attempt(RUN, holder.attempt());
    assertThat(repository.git("rev-parse", ref)).isEqualTo(snapshot.change().commit().hex());
    workspace.release();
    return new Work(base, snapshot, ref);
  }

  /** Compares the files of two folders byte for byte, without their git directories. */
  static void demandSame(UserRepository repository, Path one, Path other) {
    assertThat(repository.sh(one, list())).isEqualTo(repository.sh(other, list()));
    repository.sh(one, "diff --recursive --no-dereference --exclude=.git . '%s'".formatted(other));
  }

  /** A line for each file: its kind, whether it may be executed, and its name. */
  private static String list() {
    return "find . -name .git -prune -o -type d -empty -prune -o -type d -o"
        + " -printf '%y %P %l ' -a \\( -perm -u=x -printf 'x\\n' -o -printf '\\n' \\) | sort";
  }
}

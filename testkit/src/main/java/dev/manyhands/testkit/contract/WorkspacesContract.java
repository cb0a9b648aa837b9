package dev.manyhands.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.port.Workspaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every adapter of {@link Workspaces} must do. */
@Timeout(60)
public abstract class WorkspacesContract {
  private static final RunId RUN = new RunId("run-1");
  private static final Map<String, String> FIRST =
      Map.of("README", "Read me.\n", "src/a.txt", "a\n", "src/b.txt", "b1\nb2\n");
  private static final Map<String, String> SECOND =
      Map.of("README", "Read me!\n", "src", "now a file\n", "lib/c.txt", "c\n");

  private ContractRepository repository;
  private Workspaces workspaces;
  private Head first;
  private Head second;

  /** For subclasses. */
  protected WorkspacesContract() {}

  /** Makes a repository without commits; called once for each test. */
  protected abstract ContractRepository repository() throws Exception;

  /**
   * Opens the workspaces of the repository, as an engine does at its start. Within one test they
   * are always the same ones.
   */
  protected abstract Workspaces open() throws Exception;

  @BeforeEach
  final void makeCommits() throws Exception {
    repository = repository();
    first = repository.commit(FIRST);
    second = repository.commit(SECOND);
    workspaces = open();
  }

  private static Holder attempt(int number) {
    return new Holder.Attempt(RUN, ContractSamples.attempt("task", number));
  }

  private Workspace take(int number, Head head) throws InterruptedException {
    return workspaces.take(attempt(number), head.commit(), List.of());
  }

  @Test
  void aWorkspaceHasExactlyTheFilesOfTheCommit() throws Exception {
    assertThat(Folders.read(take(1, first).root())).isEqualTo(FIRST);
    assertThat(Folders.read(take(2, second).root())).isEqualTo(SECOND);
  }

  @Test
  void aSnapshotKeepsWhatTheFilesAreNow() throws Exception {
    Workspace workspace = take(1, first);
    Folders.write(workspace.root(), "new/file with space.txt", "new\n");
    Folders.write(workspace.root(), "README", "Read me, please.\n");
    Folders.delete(workspace.root(), "src/a.txt");

    Workspace.Snapshot snapshot = workspace.snapshot(first.commit(), "Work");

    assertThat(snapshot.problems()).isEmpty();
    assertThat(snapshot.paths())
        .containsExactlyInAnyOrder("README", "new/file with space.txt", "src/a.txt");
    assertThat(snapshot.change().isEmpty()).isFalse();
    assertThat(snapshot.change())
        .extracting("files", "insertions", "deletions")
        .containsExactly(3, 2, 2);
    assertThat(repository.files(snapshot.change().commit()))
        .isEqualTo(
            Map.of(
                "README", "Read me, please.\n",
                "new/file with space.txt", "new\n",
                "src/b.txt", "b1\nb2\n"));
    assertThat(repository.parents(snapshot.change().commit())).containsExactly(first.commit());
  }

  @Test
  void whatIsKeptOutlivesTheWorkspace() throws Exception {
    Workspace workspace = take(1, first);
    Folders.write(workspace.root(), "new", "new\n");
    CommitId commit = workspace.snapshot(first.commit(), "Work").change().commit();
    workspace.release();
    take(2, second);

    assertThat(repository.files(commit)).containsEntry("new", "new\n");
    workspaces = open();
    assertThat(Folders.read(workspaces.take(attempt(3), commit, List.of()).root()))
        .containsEntry("new", "new\n")
        .hasSize(4);
  }

  @Test
  void aSnapshotOfNothingNewIsEmpty() throws Exception {
    Workspace workspace = take(1, first);

    Workspace.Snapshot snapshot = workspace.snapshot(first.commit(), "Work");

    assertThat(snapshot.change().isEmpty()).isTrue();
    assertThat(snapshot.change().commit()).isEqualTo(first.commit());
    assertThat(snapshot.change().tree()).isEqualTo(first.tree());
    assertThat(snapshot.paths()).isEmpty();
  }

  @Test
  void aSecondSnapshotReplacesTheFirst() throws Exception {
    Workspace workspace = take(1, first);
    Folders.write(workspace.root(), "one", "1\n");
    workspace.snapshot(first.commit(), "Work");
    Folders.delete(workspace.root(), "one");
    Folders.write(workspace.root(), "two", "2\n");

    Workspace.Snapshot snapshot = workspace.snapshot(first.commit(), "Work");

    assertThat(snapshot.paths()).containsExactly("two");
    assertThat(repository.files(snapshot.change().commit())).doesNotContainKey("one");
  }

  @Test
  void whoComesNextSeesNothingOfTheLastHolder() throws Exception {
    for (int number = 1; number < 6; number++) {
      Head head = number % 2 == 0 ? first : second;
      Workspace workspace = take(number, head);

      assertThat(Folders.read(workspace.root())).isEqualTo(head.equals(first) ? FIRST : SECOND);

      Folders.write(workspace.root(), "left/behind-" + number, "x\n");
      Folders.write(workspace.root(), "README", "changed\n");
      if (number % 3 == 0) {
        workspace.snapshot(head.commit(), "Work");
      }
      workspace.release();
    }
  }

  @Test
  void eachIsHeldByOneAtATime() throws Exception {
    int holders = 6;
    CountDownLatch all = new CountDownLatch(holders);
    List<Callable<Path>> takes = new ArrayList<>();
    for (int number = 1; number <= holders; number++) {
      Holder holder = attempt(number);
      Head head = number % 2 == 0 ? first : second;
      takes.add(
          () -> {
            Workspace workspace = workspaces.take(holder, head.commit(), List.of());
            all.countDown();
            all.await();
            assertThat(Folders.read(workspace.root()))
                .isEqualTo(head.equals(first) ? FIRST : SECOND);
            return workspace.root();
          });
    }
    List<Path> roots = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Path> root : pool.invokeAll(takes)) {
        roots.add(root.get());
      }
    }

    assertThat(new HashSet<>(roots)).hasSize(holders);
  }

  @Test
  void whatIsHeldIsFoundAgainByTheNextEngine() throws Exception {
    Workspace workspace = take(1, first);
    Folders.write(workspace.root(), "work", "x\n");
    take(2, first).release();

    workspaces = open();

    assertThat(workspaces.left(attempt(2))).isEmpty();
    assertThat(workspaces.left(attempt(3))).isEmpty();
    assertThat(take(3, second).root()).isNotEqualTo(workspace.root());
    Workspace left = workspaces.left(attempt(1)).orElseThrow();
    assertThat(left.snapshot(first.commit(), "Work").paths()).containsExactly("work");
    left.release();
    assertThat(workspaces.left(attempt(1))).isEmpty();
    workspaces = open();
    assertThat(workspaces.left(attempt(1))).isEmpty();
  }

  @Test
  void theCombinedCheckHasAWorkspaceLikeOthers() throws Exception {
    Holder combination = new Holder.Combination(RUN);
    Workspace workspace = workspaces.take(combination, second.commit(), List.of());

    assertThat(Folders.read(workspace.root())).isEqualTo(SECOND);

    Folders.write(workspace.root(), "left-by-a-crash", "x\n");
    workspaces = open();
    assertThat(Folders.read(workspaces.take(combination, first.commit(), List.of()).root()))
        .isEqualTo(FIRST);
  }

  @Test
  void filesThatAreCopiedInAreThereAndNeverKept() throws Exception {
    Folders.write(repository.checkout(), ".env", "TOKEN=1\n");
    Folders.write(repository.checkout(), "conf/local.properties", "x=1\n");
    Folders.write(repository.checkout(), "other", "not wanted\n");
    Workspace workspace = workspaces.take(attempt(1), second.commit(), List.of(".env", "conf/**"));
    assertThat(Folders.read(workspace.root()))
        .containsEntry(".env", "TOKEN=1\n")
        .containsEntry("conf/local.properties", "x=1\n")
        .containsEntry("README", "Read me!\n")
        .hasSize(SECOND.size() + 2);
    Folders.write(workspace.root(), "new", "new\n");
    Folders.write(workspace.root(), ".env", "TOKEN=2\n");

    Workspace.Snapshot snapshot = workspace.snapshot(second.commit(), "Work");

    assertThat(snapshot.paths()).containsExactly("new");
    assertThat(repository.files(snapshot.change().commit()))
        .doesNotContainKeys(".env", "conf/local.properties");
  }

  /** I1. */
  @Test
  void theUsersCheckoutIsNotTouched() throws Exception {
    Folders.write(repository.checkout(), "README", "not committed\n");
    Folders.write(repository.checkout(), "untracked", "x\n");
    Map<String, String> before = Folders.read(repository.checkout());
    Workspace workspace = take(1, first);
    Folders.write(workspace.root(), "new", "x\n");
    workspace.snapshot(first.commit(), "Work");
    workspace.release();
    take(2, second);

    assertThat(Folders.read(repository.checkout())).isEqualTo(before);
    assertThat(workspace.root().startsWith(repository.checkout())).isFalse();
  }

  @Test
  void aCommitThatIsNotThereIsAnError() throws Exception {
    CommitId nowhere = new CommitId("0".repeat(first.commit().hex().length() - 1) + "1");

    assertThatExceptionOfType(ManyhandsException.class)
        .isThrownBy(() -> workspaces.take(attempt(1), nowhere, List.of()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL));

    assertThat(workspaces.left(attempt(1))).isEmpty();
    assertThat(Folders.read(take(1, first).root())).isEqualTo(FIRST);
  }
}

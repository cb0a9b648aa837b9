package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.process.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspacePoolTest extends WorkspaceFixture {
  private static final List<String> MESSES =
      List.of(
          "echo x > new; mkdir -p build/out; echo x > build/out/o",
          "rm -rf src; mkdir README.d; mv README README.d",
          "rm README; mkdir README; echo x > README/x; echo README > .gitignore",
          "echo '*' > .gitignore; echo x > ignored; git add -f ignored; rm -rf docs; ln -s src"
              + " docs",
          "chmod +x README; printf 'changed\\n"
              + "' > src/a.txt; git init -q nested; echo x > nested/x");

  private Set<String> folders() throws IOException {
    Set<String> names = new TreeSet<>();
    try (var entries = Files.newDirectoryStream(pool())) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  /** K tasks at concurrency W cost W checkouts, and each sees exactly its base. */
  @Test
  void twentyTakesAtConcurrencyThreeMakeThreeFolders() throws Exception {
    UserRepository repository = repository();
    CommitId first = repository.head();
    repository.sh("rm -r docs; echo more >> README; mkdir lib; echo l > lib/l; chmod +x src/b.txt");
    CommitId second = repository.commit("Second");
    Path atFirst = folder.resolve("first");
    repository.git("worktree", "add", "--quiet", "--detach", atFirst.toString(), first.hex());
    GitWorkspaces workspaces = workspaces(repository);
    Set<Path> inUse = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Holder.Attempt holder = holder();
        String mess = MESSES.get(i % MESSES.size());
        boolean old = i % 3 == 0;
        all.add(
            threads.submit(
                () -> {
                  CommitId base = old ? first : second;
                  Workspace workspace = workspaces.take(holder, base, List.of());
                  assertThat(inUse.add(workspace.root())).as("held by one at a time").isTrue();
                  demandSame(old ? atFirst : repository.root(), workspace.root());
                  repository.sh(workspace.root(), mess);
                  if (!old) {
                    workspace.snapshot(base, "Work");
                  }
                  inUse.remove(workspace.root());
                  workspace.release();
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(folders()).containsExactly("1", "2", "3");
  }

  @Test
  void aFolderThatCannotBeMendedIsReplaced() throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    Workspace workspace = workspaces.take(holder(), repository.head(), List.of());
    repository.sh(workspace.root(), "echo garbage > ../../control/HEAD");
    workspace.release();

    Workspace another = workspaces.take(holder(), repository.head(), List.of());

    assertThat(another.root()).isNotEqualTo(workspace.root());
    demandSame(repository.root(), another.root());
    Eventually.that("the broken one is removed", () -> folders().equals(Set.of("2")));
  }

  @Test
  void aFolderThatWasHalfMadeIsReplaced() throws Exception {
    UserRepository repository = repository();
    Files.createDirectories(pool().resolve("1/control/objects"));

    Workspace workspace = workspaces(repository).take(holder(), repository.head(), List.of());

    demandSame(repository.root(), workspace.root());
  }

  @Test
  void aBaseThatIsNotThereIsAnErrorThatLeavesNothingBehind() throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    CommitId nowhere = new CommitId("1".repeat(40));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> workspaces.take(holder(), nowhere, List.of()))
          .isInstanceOfSatisfying(
              ManyhandsException.class,
              e -> assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL));
    }

    Eventually.that("nothing is left", () -> folders().isEmpty());
    demandSame(repository.root(), workspaces.take(holder(), repository.head(), List.of()).root());
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAClearError() throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    Files.delete(pool());
    Files.writeString(pool(), "not a folder");

    assertThatThrownBy(() -> workspaces.take(holder(), repository.head(), List.of()))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining(pool().toString());

    Repository opened = repository.open();
    assertThatThrownBy(() -> new GitWorkspaces(opened, pool()))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining(pool().toString());
  }

  @Test
  void whatIsCopiedMayFailAndTheFolderIsUsedAgain() throws Exception {
    UserRepository repository = repository();
    repository.write(".git/info/exclude", "key\n").write("key", "secret\n");
    GitWorkspaces workspaces = workspaces(repository);
    CommitId base = repository.head();
    // In the base a file stands where the folder of the copied one would have to be.
    repository.sh("rm -r src; mkdir -p src/a.txt; echo x > src/a.txt/key");

    assertThatThrownBy(() -> workspaces.take(holder(), base, List.of("**/key")))
        .isInstanceOf(ManyhandsException.class);

    workspaces.take(holder(), base, List.of());
    assertThat(folders()).containsExactly("1");
  }

  @Test
  void aWorkspaceThatIsHeldIsLeftForTheNextEngine() throws Exception {
    UserRepository repository = repository();
    Holder.Attempt holder = holder();
    Workspace held = workspaces(repository).take(holder, repository.head(), List.of());
    repository.sh(held.root(), "echo x > work");

    GitWorkspaces next = workspaces(repository);

    assertThat(next.left(holder())).isEmpty();
    next.take(holder(), repository.head(), List.of());
    Workspace left = next.left(holder).orElseThrow();
    assertThat(left.root()).isEqualTo(held.root());
    assertThat(left.snapshot(repository.head(), "Work").paths()).containsExactly("work");
    left.release();
    assertThat(next.left(holder)).isEmpty();
    assertThat(workspaces(repository).left(holder)).isEmpty();
  }

  /** The second time it may be somebody else's. */
  @Test
  void givingBackTwiceIsGivingBackOnce() throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    Workspace first = workspaces.take(holder(), repository.head(), List.of());
    first.release();
    Holder.Attempt holder = holder();
    Workspace second = workspaces.take(holder, repository.head(), List.of());
    assertThat(second.root()).isEqualTo(first.root());

    first.release();

    assertThat(workspaces(repository).left(holder)).as("after a crash").isPresent();
    assertThat(workspaces.take(holder(), repository.head(), List.of()).root())
        .isNotEqualTo(second.root());
  }

  @Test
  void theCombinedCheckHasAWorkspaceWithoutSnapshots() throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    Holder combination = new Holder.Combination(RUN);
    Workspace workspace = workspaces.take(combination, repository.head(), List.of());
    repository.sh(workspace.root(), "echo x > left-by-a-crash");

    Workspace again = workspaces.take(combination, repository.head(), List.of());

    assertThat(again.root()).isEqualTo(workspace.root());
    demandSame(repository.root(), again.root());
    assertThatThrownBy(() -> again.snapshot(repository.head(), "Work"))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1a", "99999999999", "0", "x", "-1"})
  void whatElseLiesInThePoolDoesNotMatter(String name) throws Exception {
    UserRepository repository = repository();
    Files.createDirectories(pool().resolve(name));

    Workspace workspace = workspaces(repository).take(holder(), repository.head(), List.of());

    assertThat(workspace.root()).isEqualTo(pool().resolve("1/tree/repository"));
    assertThat(pool().resolve(name)).isEmptyDirectory();
  }

  @Test
  void anInterruptedTakeGivesItsFolderBack() throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    CommitId base = repository.head();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> workspaces.take(holder(), base, List.of()))
        .isInstanceOf(InterruptedException.class);

    workspaces.take(holder(), repository.head(), List.of());
    assertThat(folders()).containsExactly("1");
  }

  /** Tools show the folder's name, or make names of their own of it. */
  @Test
  void theFolderIsCalledAsTheRepository() throws Exception {
    UserRepository repository = UserRepository.create(folder.resolve("My Project"));

    Workspace workspace = workspaces(repository).take(holder(), repository.head(), List.of());

    assertThat(workspace.root().getFileName()).hasToString("My Project");
  }
}

package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I11: what is copied in from the user's checkout is there, and never in a ref. */
class CopiedFilesTest extends WorkspaceFixture {
  private static final Holder HOLDER = new Holder.Attempt(RUN, new AttemptId(new TaskId("t"), 1));

  private UserRepository withSecrets() {
    UserRepository repository = repository();
    repository.write(".gitignore", ".env\nsecret*\nconf/local/\n");
    repository.commit("Ignore");
    repository.write(".env", "TOKEN=1\n").write("conf/local/key with space.pem", "KEY\n");
    repository.write("secret[1]*?\\", "odd\n").write("untracked", "mine\n");
    return repository;
  }

  private static Workspace take(
      GitWorkspaces workspaces, UserRepository repository, String... globs)
      throws InterruptedException {
    return workspaces.take(HOLDER, repository.head(), List.of(globs));
  }

  @Test
  void theyAreThereAndNotInTheSnapshot() throws Exception {
    UserRepository repository = withSecrets();
    Workspace workspace =
        take(workspaces(repository), repository, ".env", "conf/**", "secret*", "untracked");

    assertThat(workspace.root().resolve(".env")).hasContent("TOKEN=1");
    assertThat(workspace.root().resolve("conf/local/key with space.pem")).hasContent("KEY");
    assertThat(workspace.root().resolve("secret[1]*?\\")).hasContent("odd");
    repository.sh(
        workspace.root(), "echo x > new; echo changed >> .env; echo changed >> untracked");
    Workspace.Snapshot snapshot = workspace.snapshot(repository.head(), "Work");

    assertThat(snapshot.paths()).containsExactly("new");
    assertThat(repository.root().resolve(".env")).hasContent("TOKEN=1");
  }

  @Test
  void theNextHolderDoesNotSeeThem() throws Exception {
    UserRepository repository = withSecrets();
    GitWorkspaces workspaces = workspaces(repository);
    Workspace workspace = take(workspaces, repository, ".env");
    workspace.release();

    Workspace next = workspaces.take(holder(), repository.head(), List.of());

    assertThat(next.root()).isEqualTo(workspace.root());
    assertThat(next.root().resolve(".env")).doesNotExist();
    repository.sh(next.root(), "rm .gitignore; echo own > .env");
    assertThat(next.snapshot(repository.head(), "Work").paths())
        .as("what was copied for another is not excluded for ever")
        .contains(".env");
  }

  /** A repository's own list wins over every other, and a helper may change it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm .gitignore",
        "echo '!.env' >> .gitignore",
        "echo '!*' > .gitignore",
        "git add --force .env; git -c user.name=H -c user.email=h@x commit -qm secret",
        "rm -rf .git",
        "rm .env; mkdir .env; echo x > .env/x",
      })
  void theyStayOutWhateverIsIgnored(String script) throws Exception {
    UserRepository repository = withSecrets();
    Workspace workspace = take(workspaces(repository), repository, ".env");
    repository.sh(workspace.root(), script);

    Workspace.Snapshot snapshot = workspace.snapshot(repository.head(), "Work");

    assertThat(repository.paths(snapshot.change().commit())).noneMatch(p -> p.startsWith(".env"));
  }

  @Test
  void theyStayOutWhenAnotherEngineKeepsTheFiles() throws Exception {
    UserRepository repository = withSecrets();
    take(workspaces(repository), repository, ".env");

    Workspace left = workspaces(repository).left(HOLDER).orElseThrow();
    repository.sh(left.root(), "echo '!.env' > .gitignore");

    assertThat(left.snapshot(repository.head(), "Work").paths()).containsExactly(".gitignore");
  }

  @Test
  void filesOfTheBaseAreNotReplaced() throws Exception {
    UserRepository repository = withSecrets();
    repository.write("README", "changed, not committed\n");

    Workspace workspace = take(workspaces(repository), repository, "**");

    assertThat(workspace.root().resolve("README")).hasContent("Read me.");
    repository.sh(workspace.root(), "echo new > README");
    assertThat(workspace.snapshot(repository.head(), "Work").paths()).containsExactly("README");
  }

  @Test
  void whatIsNoFileIsPassedOver() throws Exception {
    UserRepository repository = withSecrets();
    repository.sh("mkfifo secret-pipe; ln -s .env secret-link; ln -s nowhere secret-dangling");

    Workspace workspace = take(workspaces(repository), repository, "**");

    Path root = workspace.root();
    assertThat(root.resolve("secret-pipe")).doesNotExist();
    assertThat(Files.readSymbolicLink(root.resolve("secret-link"))).hasToString(".env");
    assertThat(Files.isSymbolicLink(root.resolve("secret-dangling"))).isTrue();
  }

  @Test
  void nothingIsReachedThroughALinkOrInGitsOwnFolder() throws Exception {
    UserRepository repository = withSecrets();
    repository.sh("mkdir -p ../beside/deep; echo x > ../beside/deep/key; ln -s ../beside link");
    repository.sh("echo x > .git/mine");

    Workspace workspace =
        take(workspaces(repository), repository, "link/deep/key", "link/deep/", ".git/mine", "no");

    assertThat(workspace.root().resolve("link")).doesNotExist();
    assertThat(workspace.root().resolve("no")).doesNotExist();
    assertThat(workspace.root().resolve(".git/mine")).doesNotExist();
  }

  @Test
  void aFolderThatMayNotBeReadIsPassedOver() throws Exception {
    UserRepository repository = withSecrets();
    repository.sh("mkdir closed; echo x > closed/.env; chmod 000 closed");
    try {
      Workspace workspace = take(workspaces(repository), repository, ".env");

      assertThat(workspace.root().resolve(".env")).exists();
    } finally {
      repository.sh("chmod 700 closed");
    }
  }
}

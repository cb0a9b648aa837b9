package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Integrator.Merged;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.process.Locales;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way from a base to a result, in every kind of repository that must work. */
@Tag("long")
class RepositoryKindsTest extends WorkspaceFixture {

  /** Lets a helper change a file, and publishes that. */
  private PublishEnd.Published demandWorks(UserRepository user) throws Exception {
    Repository repository = user.open();
    Head base = repository.resolve("HEAD");
    assertThat(base).isEqualTo(user.headAndTree());
    GitIntegrator integrator = new GitIntegrator(repository);
    integrator.prepare(RUN, base.commit());
    GitWorkspaces workspaces = new GitWorkspaces(repository, pool());
    Holder.Attempt holder = holder();
    Workspace workspace = workspaces.take(holder, base.commit(), List.of());
    user.sh(workspace.root(), "git status --porcelain; git log -1 --format=%H; echo x >> README");
    Change change = workspace.snapshot(base.commit(), "Work").change();
    Merged merged = integrator.merge(RUN, base, List.of(new Candidate(holder.attempt(), change)));
    PublishEnd end =
        integrator.publish(
            RUN, base.commit(), merged.head(), "Result", List.of(new TaskId("task")));

    assertThat(end).isInstanceOf(PublishEnd.Published.class);
    PublishEnd.Published published = (PublishEnd.Published) end;
    assertThat(user.text(published.commit(), "README")).isEqualTo("Read me.\nx");
    assertThat(user.git("rev-parse", "manyhands/" + RUN)).isEqualTo(published.commit().hex());
    return published;
  }

  @Test
  void aDetachedHead() throws Exception {
    UserRepository user = repository();
    user.git("checkout", "--quiet", "--detach");

    demandWorks(user);
  }

  @Test
  void aLinkedWorktree() throws Exception {
    UserRepository user = repository();
    Path linked = folder.resolve("linked");
    user.git("worktree", "add", "--quiet", "-b", "other", linked.toString());
    UserRepository other = user.other(linked);
    other.write("only-here", "x\n");
    CommitId head = other.commit("Only in the linked one");

    demandWorks(other);

    assertThat(other.open().root()).isEqualTo(linked.toRealPath());
    assertThat(other.head()).isEqualTo(head);
  }

  @Test
  void aFolderBelowTheRoot() throws Exception {
    UserRepository user = repository();

    Repository repository = Repository.around(user.root().resolve("src"));

    assertThat(repository).isEqualTo(user.open());
  }

  @Test
  void aBareClone() throws Exception {
    UserRepository user = repository();
    Path bare = folder.resolve("bare.git");
    user.git("clone", "--quiet", "--bare", ".", bare.toString());

    demandWorks(user.other(bare));

    assertThat(user.other(bare).open().checkout()).isEmpty();
    assertThat(user.other(bare).open().warnings(user.head())).isEmpty();
  }

  @Test
  void aShallowClone() throws Exception {
    UserRepository user = repository();
    user.write("README", "Read me!\n").commit("Second");
    user.write("README", "Read me.\n").commit("Third");
    Path shallow = folder.resolve("shallow");
    user.git("clone", "--quiet", "--depth=1", "file://" + user.root(), shallow.toString());
    UserRepository clone = user.other(shallow);
    assertThat(clone.git("rev-list", "--count", "HEAD")).isEqualTo("1");

    demandWorks(clone);

    clone.git("fsck", "--no-dangling");
  }

  @Test
  void aCloneThatBorrowsObjects() throws Exception {
    UserRepository user = repository();
    Path borrowing = folder.resolve("borrowing");
    user.git("clone", "--quiet", "--shared", ".", borrowing.toString());
    Path twice = folder.resolve("twice");
    user.git(
        "clone",
        "--quiet",
        "--reference",
        borrowing.toString(),
        borrowing.toString(),
        twice.toString());

    demandWorks(user.other(twice));
  }

  @Test
  void anotherHash() throws Exception {
    PublishEnd.Published published =
        demandWorks(UserRepository.create(folder.resolve("sha256"), "--object-format=sha256"));

    assertThat(published.commit().hex()).hasSize(64);
  }

  @Test
  void aGitDirectoryElsewhere() throws Exception {
    Path elsewhere = folder.resolve("elsewhere.git");

    demandWorks(
        UserRepository.create(folder.resolve("repository"), "--separate-git-dir=" + elsewhere));
  }

  @Test
  void aSubmoduleOfAnother() throws Exception {
    UserRepository library = UserRepository.create(folder.resolve("library"));
    UserRepository user = repository();
    user.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        library.root().toString(),
        "lib");

    demandWorks(user.other(user.root().resolve("lib")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"with space", "ünï – 日本", "q'u\"o$te", "trailing ", "-x", "a;b&c", "#%?*"})
  void anyPath(String name) throws Exception {
    Locales.assumeCanSay(name);
    Path parent = Files.createDirectories(folder.resolve("in " + name));

    demandWorks(UserRepository.create(parent.resolve(name)));
  }

  @Test
  void packedRefsAndObjects() throws Exception {
    UserRepository user = repository();
    user.git("gc", "--quiet", "--prune=now");

    demandWorks(user);
  }

  @Test
  void uncommittedChangesAreNamedAndNotSeen() throws Exception {
    UserRepository user = repository();
    assertThat(user.open().warnings(user.head())).isEmpty();
    user.write("README", "dirty\n").write("new file", "x\n");

    assertThat(user.open().warnings(user.head()))
        .singleElement()
        .asString()
        .contains("uncommitted changes", "2 entries", user.head().abbreviated());
    user.git("checkout", "--quiet", "README");
    demandWorks(user);
  }

  @Test
  void aBaseIsAnyRevision() throws Exception {
    UserRepository user = repository();
    CommitId first = user.head();
    user.git("tag", "-m", "t", "v1");
    user.git("branch", "release/1");
    user.commit("Second");
    Repository repository = user.open();

    for (String revision : List.of("v1", "release/1", "HEAD~1", "main^", first.hex(), "@{1}")) {
      assertThat(repository.resolve(revision).commit()).as(revision).isEqualTo(first);
    }
    for (String revision : List.of("nowhere", "v1:README", "HEAD:src", "--all", "-x", "", "a b")) {
      assertThatThrownBy(() -> repository.resolve(revision))
          .as(revision)
          .isInstanceOfSatisfying(
              ManyhandsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIG))
          .hasMessageContaining("names no commit");
    }
  }

  @Test
  void withoutCommitsThereIsNothingToStartFrom() throws Exception {
    Repository repository = UserRepository.empty(folder.resolve("empty")).open();

    assertThatThrownBy(() -> repository.resolve("HEAD"))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.CONFIG);
              assertThat(e.hint()).contains("git commit --allow-empty");
            })
        .hasMessageContaining("has no commit yet");
  }

  @Test
  void aFolderWithoutRepositoryIsRefused() throws Exception {
    Path plain = Files.createDirectories(folder.resolve("plain"));

    assertThatThrownBy(() -> Repository.around(plain))
        .isInstanceOfSatisfying(
            ManyhandsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE))
        .hasMessageContaining(plain.toString());
    assertThatThrownBy(() -> Repository.around(folder.resolve("missing")))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining("there is no folder");
  }

  /** Git cannot have a branch below another one. */
  @Test
  void aBranchInTheResultsWayIsRefused() throws Exception {
    UserRepository user = repository();
    user.git("branch", "manyhands");
    GitIntegrator integrator = new GitIntegrator(user.open());

    assertThatThrownBy(() -> integrator.prepare(RUN, user.head()))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
              assertThat(e.hint()).contains("git branch -m manyhands");
            });
    assertThat(user.git("for-each-ref", "refs/manyhands")).isEmpty();
  }
}

package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.process.Locales;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repositories inside a workspace: a helper's are files, a user's submodules stay what they are.
 */
@Tag("long")
class NestedRepositoriesTest extends WorkspaceFixture {
  private static final String COMMIT = "git -c user.name=H -c user.email=h@x commit -q -m nested";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git init -q NAME; echo x > NAME/file",
        "git init -q NAME; echo x > NAME/file; cd NAME; git add file; " + COMMIT,
        "git init -q NAME; cd NAME; echo old > file; git add file; " + COMMIT + "; echo x > file",
        "git init -q --separate-git-dir=../../separate NAME; echo x > NAME/file",
        "mkdir -p NAME; echo x > NAME/file; echo 'gitdir: /nowhere' > NAME/.git",
        "git init -q NAME/deeper; echo x > NAME/file; git init -q NAME",
      })
  void filesOfARepositoryThatAHelperMadeAreKept(String script) throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);

    Work work = work(workspaces, repository, script.replace("NAME", "nested"));

    demandKept(repository, work, "nested/file");
    Workspace again = workspaces.take(holder(), repository.head(), List.of());
    demandSame(repository.root(), again.root());
  }

  private static void demandKept(UserRepository repository, Work work, String path) {
    assertThat(work.snapshot().paths()).containsExactly(path);
    assertThat(repository.text(work.commit(), path)).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b/c", "*", "-x", "ünï", ":(top)", "tab\there"})
  void aNestedRepositoryMayBeCalledAnything(String name) throws Exception {
    Locales.assumeCanSay(name);
    UserRepository repository = repository();
    String script = "git init -q './%1$s'; cd './%1$s'; echo x > file; git add file; " + COMMIT;

    Work work = work(repository, script.formatted(name));

    demandKept(repository, work, name + "/file");
  }

  @Test
  void theNameOfANestedRepositoryMayBeNoText() throws Exception {
    UserRepository repository = repository();
    String script =
        "n=$(printf 'b\\344d'); git init -q \"$n\"; cd \"$n\"; echo x > f; git add f; " + COMMIT;

    Work work = work(repository, script);

    assertThat(repository.files(work.commit())).hasSize(5).noneMatch(line -> line.startsWith("16"));
  }

  private UserRepository withSubmodule() {
    UserRepository library = UserRepository.create(folder.resolve("library"));
    UserRepository repository = repository();
    repository.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        library.root().toString(),
        "lib");
    repository.commit("With a submodule");
    return repository;
  }

  private static String link(UserRepository repository, CommitId commit) {
    return repository.git("ls-tree", commit.hex(), "lib");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "rmdir lib",
        "rm -rf lib; echo x > lib",
        "rm -rf lib; ln -s src lib",
        "git -c protocol.file.allow=always submodule --quiet update --init",
        "git -c protocol.file.allow=always submodule --quiet update --init; cd lib; echo y > y;"
            + " git add y; "
            + COMMIT,
        "rmdir lib; git init -q lib; cd lib; echo y > y; git add y; " + COMMIT,
        "git init -q other; echo x > other/x",
      })
  void aSubmoduleStaysWhatItIs(String script) throws Exception {
    UserRepository repository = withSubmodule();
    GitWorkspaces workspaces = workspaces(repository);
    CommitId base = repository.head();
    Workspace workspace = workspaces.take(holder(), base, List.of());
    assertThat(workspace.root().resolve("lib")).isEmptyDirectory();
    repository.sh(workspace.root(), "(" + script + "\n); echo x > new");

    CommitId commit = workspace.snapshot(base, "Work").change().commit();

    assertThat(link(repository, commit)).isEqualTo(link(repository, base)).startsWith("160000");
    assertThat(repository.paths(commit)).contains("new", "lib", "src/a.txt");
    workspace.release();
    Workspace again = workspaces.take(holder(), base, List.of());
    assertThat(again.root()).isEqualTo(workspace.root());
    assertThat(again.root().resolve("lib")).isEmptyDirectory();
  }

  /** Git does not see them: without a word they would be gone with the workspace. */
  @Test
  void filesInTheFolderOfASubmoduleAreNamed() throws Exception {
    UserRepository repository = withSubmodule();
    Workspace workspace = workspaces(repository).take(holder(), repository.head(), List.of());
    repository.sh(workspace.root(), "echo x > new");
    assertThat(workspace.snapshot(repository.head(), "Work").problems()).isEmpty();
    repository.sh(workspace.root(), "echo x > lib/written");

    Workspace.Snapshot snapshot = workspace.snapshot(repository.head(), "Work");

    assertThat(snapshot.paths()).containsExactly("new");
    assertThat(snapshot.problems()).singleElement().asString().contains("lib");
  }

  @Test
  void pointersOfLargeFilesStayPointers() throws Exception {
    UserRepository repository = repository();
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12\n"
            .formatted("ab".repeat(32));
    repository.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    repository.write("large.bin", pointer);
    CommitId base = repository.commit("Large");
    for (String filter : List.of("clean", "smudge", "process")) {
      repository.git("config", "filter.lfs." + filter, "touch '%s/trace'; false".formatted(folder));
    }
    repository.git("config", "filter.lfs.required", "true");
    GitWorkspaces workspaces = workspaces(repository);
    Workspace workspace = workspaces.take(holder(), base, List.of());

    assertThat(workspace.root().resolve("large.bin")).hasContent(pointer);
    repository.sh(workspace.root(), "touch large.bin; cp large.bin copy.bin; echo x > real.bin");
    Workspace.Snapshot snapshot = workspace.snapshot(base, "Work");

    assertThat(snapshot.problems()).isEmpty();
    assertThat(snapshot.paths()).containsExactly("copy.bin", "real.bin");
    assertThat(repository.git("cat-file", "blob", snapshot.change().commit() + ":copy.bin"))
        .isEqualTo(pointer.strip());
    assertThat(folder.resolve("trace")).doesNotExist();
  }
}

package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workspace has exactly the files of its base, and a snapshot exactly those of the workspace. */
class SnapshotFilesTest extends WorkspaceFixture {
  private static final String ODD_FILES =
      """
      printf 'one\\r\\ntwo\\r\\n' > crlf.txt
      printf 'one\\r\\ntwo\\nthree' > mixed.txt
      printf '\\000\\001\\377\\376' > binary
      : > empty
      printf '#!/bin/sh\\n' > run.sh; chmod 755 run.sh
      ln -s README to-file; ln -s nowhere dangling; ln -s src to-folder; ln -s /no/where absolute
      printf 1 > 'a space'; printf 2 > "it's"; printf 3 > 'a "quote"'; printf 4 > -rf
      printf 5 > 'back\\slash'; printf 6 > 'tab\there'; printf 7 > 'star*[a]?'
      printf 8 > 'new
      line'; printf 9 > ' leading and trailing '; printf 10 > ':(top)magic'; printf 11 > '!no'
      printf 12 > '#hash'; printf 13 > 'ünïcode-日本'; printf 14 > "$(printf 'not\\377utf8')"
      printf 15 > "$(printf 'e\\314\\201')"; printf 16 > "$(printf '\\303\\251')"
      mkdir -p deep/er/and/deep/er ./-dir 'di r'; printf 17 > deep/er/and/deep/er/file
      printf 18 > ./-dir/-file; printf 19 > 'di r/fi le'
      printf 20 > "$(printf 'x%.0s' $(seq 255))"
      printf 21 > .hidden; mkdir .config; printf 22 > .config/x
      printf 23 > core; printf 24 > a.lock
      """;

  @Test
  void everyKindOfFileSurvivesItsWayIntoARefAndOut() throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    Path files = folder.resolve("files");
    repository.sh(folder, "mkdir files && cd files && cp -a ../repository/[!.]* . && " + ODD_FILES);

    Work work = work(workspaces, repository, ODD_FILES);

    assertThat(work.snapshot().change().files()).isEqualTo(33);
    Workspace other = workspaces.take(holder(), work.commit(), List.of());
    demandSame(files, other.root());
    assertThat(repository.git("log", "-1", "--format=%P %an <%ae> %cn", work.commit().hex()))
        .isEqualTo(work.base() + " Manyhands <manyhands@localhost> Manyhands");
  }

  @Test
  void whatTheBaseHasIsInTheWorkspaceByteForByte() throws Exception {
    UserRepository repository = repository();
    repository.sh(ODD_FILES);
    CommitId base = repository.commit("Odd files");

    Workspace workspace = workspaces(repository).take(holder(), base, List.of());

    demandSame(repository.root(), workspace.root());
    assertThat(workspace.snapshot(base, "Nothing").change().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chmod +x README",
        "rm README",
        "rm -r src",
        "rm -rf src docs README",
        "mv README readme",
        "mv README Readme; mv src SRC",
        "rm README; mkdir README; echo x > README/file",
        "rm -r src; echo x > src",
        "rm -r src; ln -s docs src",
        "rm README; ln -s src README; rm src/a.txt; ln -s ../README src/a.txt",
        "printf 'Read me.\\r\\n' > README",
        "printf 'Read me.' > README",
        ": > README",
        "cp -p README keep; cp docs/guide.md README; touch -r keep README; rm keep",
        "mv src lib; mkdir src; mv lib/a.txt src/; echo more >> src/a.txt",
        "head -c 3000000 /dev/urandom > big.bin",
        "ln README hard; echo more >> hard",
        "echo x > a; mkdir b; echo y > b/c; chmod 600 a; chmod 755 b/c",
      })
  void aChangeIsKeptAsItIs(String script) throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    Path expected = folder.resolve("expected");
    repository.sh(folder, "cp -a repository expected; rm -rf expected/.git; mkdir -p expected");
    CommitId base = repository.head();
    Workspace workspace = workspaces.take(holder(), base, List.of());
    repository.sh(workspace.root(), script);
    repository.sh(folder, "rm -rf expected; cp -a '%s' expected".formatted(workspace.root()));

    Workspace.Snapshot snapshot = workspace.snapshot(base, "Work");

    assertThat(snapshot.problems()).isEmpty();
    assertThat(snapshot.change().isEmpty()).isFalse();
    Workspace other = workspaces.take(holder(), snapshot.change().commit(), List.of());
    demandSame(expected, other.root());
    workspace.release();
    Workspace again = workspaces.take(holder(), base, List.of());
    assertThat(again.root()).isEqualTo(workspace.root());
    demandSame(repository.root(), again.root());
  }

  @Test
  void anEmptyChangeIsTheBaseItself() throws Exception {
    UserRepository repository = repository();

    Work work = work(repository, "mkdir empty; touch README; mkfifo pipe");

    assertThat(work.snapshot().change().isEmpty()).isTrue();
    assertThat(work.commit()).isEqualTo(work.base());
    assertThat(work.snapshot().paths()).isEmpty();
    assertThat(repository.git("rev-parse", work.ref())).isEqualTo(work.base().hex());
  }

  @Test
  void countsFilesAndLines() throws Exception {
    UserRepository repository = repository();

    Work work = work(repository, "echo 1 >> src/b.txt; rm docs/guide.md; printf '\\0' > binary");

    assertThat(work.snapshot().change())
        .extracting("files", "insertions", "deletions")
        .containsExactly(3, 1, 1);
    assertThat(work.snapshot().paths()).containsExactly("binary", "docs/guide.md", "src/b.txt");
  }

  @Test
  void ignoredFilesAreNotKeptAndThoseThatGitHasAre() throws Exception {
    UserRepository repository = repository();
    repository.write(".gitignore", "*.log\nbuild/\n").write("src/.gitignore", "*.tmp\n");
    repository.write("tracked.log", "old\n");
    repository.git("add", "--force", "tracked.log");
    repository.commit("Ignore");
    repository.write(".git/info/exclude", "from-exclude\n");
    String script =
        "echo x > a.log; mkdir build; echo x > build/out; echo x > src/x.tmp; echo x > x.tmp;"
            + "echo x > from-exclude; echo new > tracked.log";

    Work work = work(repository, script);

    assertThat(work.snapshot().paths()).containsExactly("tracked.log", "x.tmp");
  }

  @Test
  void anExcludeListOfTheUserMayBeInAnyEncoding() throws Exception {
    UserRepository repository = repository();
    repository.write(".git/info/exclude", new byte[] {'k', (byte) 0xe4, 's', 'e', '\n', 'x', '\n'});
    repository.git("config", "core.excludesFile", repository.root().resolve("src").toString());

    Work work = work(repository, "echo x > x; echo y > y; echo z > \"$(printf 'k\\344se')\"");

    assertThat(work.snapshot().paths()).containsExactly("y");
  }

  @Test
  void doingItAgainReplacesWhatWasKept() throws Exception {
    UserRepository repository = repository();
    Workspace workspace = workspaces(repository).take(holder(), repository.head(), List.of());
    repository.sh(workspace.root(), "echo x > one");
    Workspace.Snapshot first = workspace.snapshot(repository.head(), "Work");
    assertThat(workspace.snapshot(repository.head(), "Work")).isEqualTo(first);
    repository.sh(workspace.root(), "rm one; echo x > two");

    Workspace.Snapshot snapshot = workspace.snapshot(repository.head(), "Work");

    assertThat(snapshot.paths()).containsExactly("two");
    assertThat(repository.git("for-each-ref", "--format=%(objectname)", "refs/manyhands"))
        .isEqualTo(snapshot.change().commit().hex());
    repository.sh(workspace.root(), "rm two");
    assertThat(workspace.snapshot(repository.head(), "Work").change().isEmpty()).isTrue();
  }

  @Test
  void aMessageMayBeLongAndOdd() throws Exception {
    UserRepository repository = repository();
    Workspace workspace = workspaces(repository).take(holder(), repository.head(), List.of());
    repository.sh(workspace.root(), "echo x > one");
    String message = "-F Ünïcode\n\n# not a comment\n" + "x".repeat(200_000);

    Workspace.Snapshot snapshot = workspace.snapshot(repository.head(), message);

    assertThat(repository.git("log", "-1", "--format=%B", snapshot.change().commit().hex()))
        .isEqualTo(message);
  }
}

package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a helper does with git in its workspace: its final files count, and nothing else. */
@Tag("long")
class HelperMischiefTest extends WorkspaceFixture {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git add -A; git -c user.name=H -c user.email=h@x commit -qm work",
        "git checkout -qb other; git add -A; git -c user.name=H -c user.email=h@x commit -qm work",
        "git checkout -q --detach",
        "git tag t; git branch b; git branch -m renamed",
        "git update-ref -d HEAD",
        "git config core.hooksPath /tmp; git config core.autocrlf true; git config core.bare true",
        "git config core.worktree /; git config core.excludesFile /work; git config filter.x.clean"
            + " rm",
        "git add -A; git -c user.name=H -c user.email=h@x stash -qu; git stash pop -q",
        "printf '#!/bin/sh\\n"
            + "exit 1\\n"
            + "' > .git/hooks-x; mkdir -p .git/hooks; mv .git/hooks-x .git/hooks/pre-commit",
        "rm -rf .git",
        "rm -rf .git; echo 'gitdir: /nowhere' > .git",
        "rm -rf .git; ln -s /nowhere .git",
        "rm -rf .git; git init -q; git add -A; git -c user.name=H -c user.email=h@x commit -qm"
            + " mine",
        "touch .git/index.lock .git/HEAD.lock .git/config.lock",
        "echo garbage > .git/index; echo garbage > .git/HEAD; echo garbage > .git/config",
        "echo '* -text' > .git/info/attributes; echo '*' > .git/info/exclude",
        "git rm -rq --cached .",
        "git update-index --assume-unchanged README src/a.txt",
        "git sparse-checkout set --no-cone docs >/dev/null 2>&1; git sparse-checkout disable",
        "git gc -q --prune=now; rm -rf .git/objects",
      })
  void itsFinalFilesCount(String mischief) throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);

    Work work =
        work(
            workspaces,
            repository,
            "echo new > new; echo more >> README; rm docs/guide.md\n" + mischief);

    assertThat(work.snapshot().paths()).containsExactly("README", "docs/guide.md", "new");
    assertThat(repository.git("log", "-1", "--format=%P", work.commit().hex()))
        .isEqualTo(work.base().hex());
    Workspace again = workspaces.take(holder(), work.base(), List.of());
    demandSame(repository.root(), again.root());
    assertThat(repository.sh(again.root(), "git status --porcelain; git symbolic-ref HEAD"))
        .as("git in the next workspace")
        .isEqualTo("refs/heads/manyhands-work");
    assertThat(repository.sh(again.root(), "git stash list; git branch --format='%(refname)'"))
        .isEqualTo("refs/heads/manyhands-work");
    assertThat(repository.git("branch", "--list")).isEqualTo("* main");
  }

  @Test
  void aHelperThatResetsItsFilesHasChangedNothing() throws Exception {
    UserRepository repository = repository();

    Work work = work(repository, "echo more >> README; git add -A; git reset -q --hard");

    assertThat(work.snapshot().change().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rm -rf \"$PWD\"", "rm -rf ../../tree", "mv \"$PWD\" ../elsewhere"})
  void aHelperThatRemovesItsWorkspaceHasDeletedEverything(String script) throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);

    Work work = work(workspaces, repository, script);

    assertThat(work.snapshot().change().files()).isEqualTo(4);
    assertThat(repository.files(work.commit())).isEmpty();
    Workspace again = workspaces.take(holder(), work.base(), List.of());
    demandSame(repository.root(), again.root());
  }

  /** Cleaning a workspace must never clean what a link leads to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf \"$PWD\"; ln -s '%s' \"$PWD\"",
        "w=$PWD; cd ..; t=$PWD; n=$(basename \"$w\"); cd ..; rm -rf \"$t\"; ln -s \"$(dirname"
            + " '%s')\" \"$t\""
      })
  void aWorkspaceThatBecameALinkDoesNoHarm(String script) throws Exception {
    UserRepository repository = repository();
    Path precious = folder.resolve("elsewhere/repository");
    repository.sh(folder, "mkdir -p elsewhere/repository; echo x > elsewhere/repository/precious");
    GitWorkspaces workspaces = workspaces(repository);
    Holder.Attempt holder = holder();
    Workspace workspace = workspaces.take(holder, repository.head(), List.of());
    repository.sh(workspace.root(), script.formatted(precious));

    Workspace.Snapshot snapshot = workspace.snapshot(repository.head(), "Work");
    workspace.release();
    Workspace again = workspaces.take(holder(), repository.head(), List.of());

    assertThat(snapshot.paths()).doesNotContain("precious");
    assertThat(precious.resolve("precious")).hasContent("x");
    assertThat(precious.toFile().list()).containsExactly("precious");
    demandSame(repository.root(), again.root());
  }

  /** The superuser may read everything, so that this shows more when others run it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chmod 000 src",
        "chmod 000 src README made new",
        "chmod 555 . src made; chmod 444 README",
        "chmod 000 made/sub made",
        "mkdir repo; git -C repo init -q; echo x > repo/f; chmod 000 repo"
      })
  void foldersThatMayNotBeEnteredAreKeptAndCleaned(String script) throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    String make =
        "echo new > new; mkdir -p made/sub; echo y > made/sub/y; echo more >> src/a.txt\n";

    Work work = work(workspaces, repository, make + script);

    assertThat(work.snapshot().paths()).contains("made/sub/y", "new", "src/a.txt");
    Workspace again = workspaces.take(holder(), work.base(), List.of());
    demandSame(repository.root(), again.root());
  }

  @Test
  void aLockThatAKilledGitLeftIsTakenAway() throws Exception {
    UserRepository repository = repository();
    GitWorkspaces workspaces = workspaces(repository);
    Workspace workspace = workspaces.take(holder(), repository.head(), List.of());
    repository.sh(workspace.root(), "echo x > new; touch ../../control/index.lock");

    assertThat(workspace.snapshot(repository.head(), "Work").paths()).containsExactly("new");

    repository.sh(workspace.root(), "touch ../../control/index.lock");
    workspace.release();
    workspaces.take(holder(), repository.head(), List.of());
    assertThat(pool()).isDirectoryNotContaining("glob:**/2");
  }

  @Test
  void filesThatGitCannotKeepAreNamed() throws Exception {
    UserRepository repository = repository();
    CommitId base = repository.head();
    Workspace workspace = workspaces(repository).take(holder(), base, List.of());
    repository.sh(workspace.root(), "echo new > new; rm README; mkfifo README");

    Workspace.Snapshot snapshot = workspace.snapshot(base, "Work");

    assertThat(snapshot.problems()).singleElement().asString().contains("README");
    assertThat(snapshot.paths()).contains("new");
  }
}

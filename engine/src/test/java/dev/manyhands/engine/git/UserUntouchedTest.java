package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** I1: the user's checkout, index, stash and branches are never touched. */
class UserUntouchedTest extends WorkspaceFixture {

  /** What Manyhands may add to: objects, refs of its own, the result's branch. */
  private static boolean isManyhands(String path) {
    return path.startsWith(".git/objects")
        || path.startsWith(".git/refs/manyhands")
        || path.startsWith(".git/refs/heads/manyhands")
        // By the user's own wish, where core.logAllRefUpdates is "always".
        || path.startsWith(".git/logs/refs/manyhands")
        || path.startsWith(".git/logs/refs/heads/manyhands");
  }

  /** Returns every file of a repository with its kind, mode, time and bytes. */
  private static Map<String, String> fingerprint(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String path = root.relativize(file).toString();
        // A folder's time is that of the last entry made or removed in it.
        if (!isManyhands(path) && !Files.isDirectory(file)) {
          Map<String, Object> attributes =
              Files.readAttributes(
                  file, "unix:mode,ino,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
          String content =
              Files.isSymbolicLink(file)
                  ? Files.readSymbolicLink(file).toString()
                  : HexFormat.of().formatHex(Files.readAllBytes(file));
          files.put(path, new TreeMap<>(attributes) + " " + content);
        }
      }
    }
    return files;
  }

  @Test
  void nothingOfTheUsersChangesWhileHelpersWorkAndTheirChangesAreCombined() throws Exception {
    UserRepository repository = repository();
    repository.sh(
        """
        git branch other; git tag -m t t
        echo stashed >> README; git stash -q
        git worktree add -q ../linked other
        echo dirty >> src/a.txt; echo staged > staged; git add staged; echo loose > untracked
        rm docs/guide.md; ln -s README link; chmod 755 src/b.txt
        echo '.env' > .git/info/exclude; echo SECRET > .env; touch -d '2020-01-01' README
        git config core.logAllRefUpdates always
        """);
    Map<String, String> before = fingerprint(repository.root());
    String refs = repository.git("for-each-ref", "refs/heads", "refs/tags", "refs/stash");
    String reflogs = repository.git("log", "--walk-reflogs", "--all", "--format=%H %gd %gs");

    useEverything(repository);

    assertThat(repository.git("for-each-ref", "--format=%(refname)", "refs/manyhands"))
        .contains("/task/1", "/_base", "/_head");
    assertThat(
            repository
                .git("for-each-ref", "refs/heads", "refs/tags", "refs/stash")
                .lines()
                .filter(line -> !line.contains("refs/heads/manyhands/")))
        .containsExactlyElementsOf(refs.lines().toList());
    assertThat(
            repository
                .git("log", "--walk-reflogs", "--all", "--format=%H %gd %gs")
                .lines()
                .filter(line -> !line.contains("manyhands/")))
        .containsExactlyElementsOf(reflogs.lines().toList());
    assertThat(fingerprint(repository.root())).containsExactlyInAnyOrderEntriesOf(before);
    repository.git("fsck", "--strict", "--no-dangling");
  }

  private void useEverything(UserRepository user) throws Exception {
    Repository repository = user.open();
    Head base = repository.resolve("HEAD");
    assertThat(repository.warnings(base.commit())).hasSize(1);
    GitIntegrator integrator = new GitIntegrator(repository);
    integrator.prepare(RUN, base.commit());
    GitWorkspaces workspaces = new GitWorkspaces(repository, pool());
    Holder.Attempt holder = holder();
    Workspace workspace = workspaces.take(holder, base.commit(), List.of(".env"));
    user.sh(
        workspace.root(),
        """
        echo work >> README; git add -A; git -c user.name=H -c user.email=h@x commit -qm x
        git branch -f other HEAD; git tag t2; echo y >> README; git stash -q; git config a.b c
        git gc -q; git worktree prune; git reflog expire --expire=all --all; git remote add x ../..
        """);
    var change = workspace.snapshot(base.commit(), "Work").change();
    workspace.release();
    var merged = integrator.merge(RUN, base, List.of(new Candidate(holder.attempt(), change)));
    integrator.keep(RUN, merged.head());
    assertThat(
            integrator.publish(
                RUN, base.commit(), merged.head(), "Result", List.of(new TaskId("task"))))
        .isInstanceOf(PublishEnd.Published.class);
    CommitId kept = integrator.kept(RUN, holder.attempt(), base.commit()).orElseThrow().commit();
    assertThat(kept).isEqualTo(change.commit());
  }
}

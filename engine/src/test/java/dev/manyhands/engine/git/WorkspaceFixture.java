package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.port.Workspace.Snapshot;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  static void demandSame(Path one, Path other) throws IOException {
    assertThat(files(one)).containsExactlyInAnyOrderEntriesOf(files(other));
  }

  /** Returns what git knows of each file: its kind, whether it may be executed, its bytes. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean git = folder.endsWith(".git");
            return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.endsWith(".git")) {
              return FileVisitResult.CONTINUE;
            }
            // Not as text: names may be bytes of any kind.
            String name = root.toUri().relativize(file.toUri()).getRawPath();
            files.put(
                name,
                attributes.isSymbolicLink()
                    ? "link to " + Files.readSymbolicLink(file)
                    : (Files.isExecutable(file) ? "program " : "file ")
                        + HexFormat.of().formatHex(Files.readAllBytes(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}

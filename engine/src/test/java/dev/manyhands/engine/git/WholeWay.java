package dev.manyhands.engine.git;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Integrator.Merged;
import dev.manyhands.engine.port.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that goes the whole way from a base to a result, for tests that need an environment of
 * their own: its home, its working directory.
 */
final class WholeWay {
  private WholeWay() {}

  /**
   * Starts it.
   *
   * @param arguments the repository, the pool, a file that is removed before helpers start, and a
   *     line of the shell for each helper; prints the result's commit and the conflicts
   */
  public static void main(String[] arguments) throws Exception {
    RunId run = new RunId("run-1");
    Repository repository = Repository.around(Path.of(arguments[0]));
    Head base = repository.resolve("HEAD");
    repository.warnings(base.commit());
    Files.deleteIfExists(Path.of(arguments[2]));
    GitIntegrator integrator = new GitIntegrator(repository);
    integrator.prepare(run, base.commit());
    GitWorkspaces workspaces = new GitWorkspaces(repository, Path.of(arguments[1]));
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 3; i < arguments.length; i++) {
      AttemptId attempt = new AttemptId(new TaskId("t" + i), 1);
      Workspace workspace =
          workspaces.take(new Holder.Attempt(run, attempt), base.commit(), List.of());
      Process helper =
          new ProcessBuilder("sh", "-euc", arguments[i])
              .directory(workspace.root().toFile())
              .inheritIO()
              .start();
      if (helper.waitFor() != 0) {
        throw new IllegalStateException("the helper failed: " + arguments[i]);
      }
      Workspace.Snapshot snapshot = workspace.snapshot(base.commit(), "Work");
      if (!snapshot.problems().isEmpty()) {
        throw new IllegalStateException(snapshot.problems().toString());
      }
      workspace.release();
      candidates.add(new Candidate(attempt, snapshot.change()));
    }
    Merged merged = integrator.merge(run, base, candidates);
    integrator.keep(run, merged.head());
    PublishEnd end = integrator.publish(run, base.commit(), merged.head(), "Result", List.of());
    System.out.println(((PublishEnd.Published) end).commit());
    merged.conflicts().forEach(conflict -> System.out.println(conflict.reason()));
  }
}

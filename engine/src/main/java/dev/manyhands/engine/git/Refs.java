package dev.manyhands.engine.git;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The refs that keep what helpers made. */
public final class Refs {
  private static final String ROOT = "refs/manyhands/";
  private final Repository repository;

  public Refs(Repository repository) {
    this.repository = repository;
  }

  /** Returns the ref that keeps an attempt's files. */
  public static String attempt(RunId run, AttemptId attempt) {
    return ROOT + run + "/" + component(attempt.task()) + "/" + attempt.number();
  }

  /** Returns the ref that keeps a run's base; no task can be called so. */
  static String base(RunId run) {
    return ROOT + run + "/_base";
  }

  /** Returns the ref that keeps a run's integration head; no task can be called so. */
  static String head(RunId run) {
    return ROOT + run + "/_head";
  }

  /** Says whether a ref keeps a run's base or head, rather than an attempt's files. */
  public static boolean isOfRun(String ref) {
    return ref.endsWith("/_base") || ref.endsWith("/_head");
  }

  /** Returns the branch that a run's result is on, without {@code refs/heads/}. */
  public static String branch(RunId run) {
    return "manyhands/" + run;
  }

  /** Makes an id fit for a ref, where git forbids some dots (git-check-ref-format(1)). */
  private static String component(TaskId task) {
    return task.value().replaceAll("\\.(?=\\.|$)", "%2e").replaceAll("\\.lock$", "%2elock");
  }

  /** Points a ref at a commit, wherever it pointed before. */
  void set(String ref, CommitId commit) throws InterruptedException {
    repository.git().ok("update-ref", "--no-deref", ref, commit.hex());
  }

  /**
   * Makes a ref that does not exist yet.
   *
   * @return whether it did not
   */
  boolean create(String ref, CommitId commit) throws InterruptedException {
    String none = "0".repeat(commit.hex().length());
    return repository.git().call("update-ref", "--no-deref", ref, commit.hex(), none).ok();
  }

  /** Removes a ref. */
  public void delete(String ref) throws InterruptedException {
    repository.git().ok("update-ref", "--no-deref", "-d", ref);
  }

  /** Returns the commit that a ref points at. */
  public Optional<CommitId> find(String ref) throws InterruptedException {
    Git.Result result =
        repository.git().call("rev-parse", "--verify", "--quiet", ref + "^{commit}");
    return result.ok() ? Optional.of(new CommitId(result.text())) : Optional.empty();
  }

  /** Returns all refs of a run and the commits that they point at. */
  public Map<String, CommitId> all(RunId run) throws InterruptedException {
    return list(ROOT + run + "/");
  }

  private Map<String, CommitId> list(String prefix) throws InterruptedException {
    Map<String, CommitId> refs = new LinkedHashMap<>();
    String output =
        repository.git().text("for-each-ref", "--format=%(objectname) %(refname)", prefix);
    for (String line : output.split("\n", -1)) {
      if (!line.isBlank()) {
        refs.put(
            line.substring(line.indexOf(' ') + 1),
            new CommitId(line.substring(0, line.indexOf(' '))));
      }
    }
    return refs;
  }
}

package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Command.MergeEnd.Conflict;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.port.Integrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Combines changes with git-merge-tree(1) and git-commit-tree(1). */
public final class GitIntegrator implements Integrator {
  private static final int CONFLICTS_NAMED = 10;
  private final Repository repository;
  private final Refs refs;

  public GitIntegrator(Repository repository) {
    this.repository = repository;
    this.refs = new Refs(repository);
  }

  @Override
  public void prepare(RunId run, CommitId base) throws InterruptedException {
    if (refs.find("refs/heads/manyhands").isPresent()) {
      throw new ManyhandsException(
          ManyhandsException.Kind.CONFLICT,
          "the repository has a branch 'manyhands', so git cannot make '%s'"
              .formatted(Refs.branch(run)),
          "rename it: git branch -m manyhands another-name");
    }
    refs.set(Refs.base(run), base);
  }

  @Override
  public Merged merge(RunId run, Head head, List<Candidate> candidates)
      throws InterruptedException {
    Head merged = head;
    List<Conflict> conflicts = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Git.Result result =
          repository
              .git()
              .call(
                  "merge-tree",
                  "--write-tree",
                  "-z",
                  "--name-only",
                  "--no-messages",
                  merged.commit().hex(),
                  candidate.change().commit().hex());
      List<String> records = result.records();
      switch (result.exitCode()) {
        case 0 -> merged = commit(run, merged, candidate, new TreeId(records.getFirst()));
        case 1 -> conflicts.add(conflict(candidate, records.subList(1, records.size())));
        default -> throw Git.failed(List.of("merge-tree"), result);
      }
    }
    return new Merged(merged, conflicts);
  }

  private Head commit(RunId run, Head onto, Candidate candidate, TreeId tree)
      throws InterruptedException {
    String message = "Merge %s of run %s".formatted(candidate.attempt(), run);
    // Both parents, so that git finds the base of whatever is merged next.
    CommitId commit =
        Repository.Identity.MANYHANDS
            .on(repository.git())
            .newCommit(
                message,
                tree.hex(),
                "-p",
                onto.commit().hex(),
                "-p",
                candidate.change().commit().hex());
    return new Head(commit, tree);
  }

  private static Conflict conflict(Candidate candidate, List<String> paths) {
    List<String> distinct = paths.stream().distinct().toList();
    String named =
        String.join(", ", distinct.subList(0, Math.min(CONFLICTS_NAMED, distinct.size())));
    int more = distinct.size() - CONFLICTS_NAMED;
    return new Conflict(
        candidate.attempt(),
        "its change conflicts with what has been merged, in %s%s"
            .formatted(named, more > 0 ? " and " + more + " more" : ""));
  }

  @Override
  public void keep(RunId run, Head head) throws InterruptedException {
    refs.set(Refs.head(run), head.commit());
  }

  @Override
  public PublishEnd publish(
      RunId run, CommitId base, Head head, String message, List<TaskId> merged)
      throws InterruptedException {
    String branch = Refs.branch(run);
    String ref = "refs/heads/" + branch;
    Optional<CommitId> there = refs.find(ref);
    if (there.isPresent()) {
      return isResult(there.get(), base, head)
          ? new PublishEnd.Published(branch, there.get(), head.tree())
          : new PublishEnd.Failed("there is a branch '%s' already".formatted(branch));
    }
    StringBuilder text =
        new StringBuilder(message.strip()).append("\n\nManyhands-Run: ").append(run);
    merged.forEach(task -> text.append("\nManyhands-Task: ").append(task));
    Git.Result commit =
        repository
            .user()
            .on(repository.git())
            .commitTree(text.toString(), head.tree().hex(), "-p", base.hex());
    if (!commit.ok()) {
      return new PublishEnd.Failed(commit.stderr());
    }
    CommitId result = new CommitId(commit.text());
    return refs.create(ref, result)
        ? new PublishEnd.Published(branch, result, head.tree())
        : new PublishEnd.Failed("the branch '%s' could not be made".formatted(branch));
  }

  private boolean isResult(CommitId commit, CommitId base, Head head) throws InterruptedException {
    Git.Result parent = repository.git().call("rev-parse", "--verify", "--quiet", commit + "^1");
    return parent.ok()
        && parent.text().equals(base.hex())
        && repository.tree(commit).equals(head.tree());
  }

  @Override
  public Optional<Change> kept(RunId run, AttemptId attempt, CommitId base)
      throws InterruptedException {
    Optional<CommitId> commit = refs.find(Refs.attempt(run, attempt));
    if (commit.isEmpty()) {
      return Optional.empty();
    }
    TreeId tree = repository.tree(commit.get());
    TreeDiff diff = TreeDiff.between(repository.git(), base.hex(), tree.hex());
    return Optional.of(diff.change(commit.get(), tree));
  }
}

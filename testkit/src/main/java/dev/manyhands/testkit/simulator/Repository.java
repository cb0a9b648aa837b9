package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.TreeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commits and trees; survives crashes, as git does. */
final class Repository {
  private final Map<CommitId, Contents> commits = new HashMap<>();
  private final Map<TreeId, Contents> trees = new HashMap<>();
  private final Set<TreeId> passed = new HashSet<>();
  private final Head base;

  Repository() {
    base = commit("base", Contents.NOTHING);
  }

  Head base() {
    return base;
  }

  /** Keeps what an attempt made of its base. */
  Change snapshot(AttemptId attempt, CommitId on, boolean empty) {
    Contents before = contents(on);
    Head head = commit("attempt " + attempt, empty ? before : before.with(attempt));
    return new Change(head.commit(), head.tree(), empty ? 0 : 1, 1, 0);
  }

  /**
   * Merges a group as the real thing does: in order, leaving out what conflicts; and checks it when
   * there is a check, and something to check.
   */
  MergeEnd merge(Effect.Verify verify, Nature nature, boolean checks) {
    Contents tree = contents(verify.head().commit());
    List<MergeEnd.Conflict> conflicts = new ArrayList<>();
    for (Candidate candidate : verify.candidates()) {
      AttemptId attempt = candidate.attempt();
      Contents own = contents(candidate.change().commit());
      if (nature.conflicts(attempt, own, tree)) {
        conflicts.add(new MergeEnd.Conflict(attempt, "it conflicts with " + tree));
      } else {
        tree = tree.with(attempt);
      }
    }
    boolean anyNew = conflicts.size() < verify.candidates().size();
    Head head = anyNew ? commit("merge " + verify.number(), tree) : verify.head();
    boolean unchanged = !anyNew && !verify.candidates().isEmpty();
    if (!checks || unchanged) {
      return new MergeEnd.Passed(head, conflicts, null);
    }
    if (nature.isGreen(tree)) {
      passed.add(head.tree());
      return new MergeEnd.Passed(head, conflicts, 1_000L);
    }
    return new MergeEnd.Failed(head.tree(), 1_000L, "the check fails on " + tree);
  }

  /** Makes the one commit of the result. */
  Head publish(Head head) {
    return commit("result", contents(head.tree()));
  }

  Contents contents(CommitId commit) {
    return known(commits.get(commit), commit);
  }

  Contents contents(TreeId tree) {
    return known(trees.get(tree), tree);
  }

  /** Says whether a check was seen to pass on this tree. */
  boolean hasPassed(TreeId tree) {
    return passed.contains(tree);
  }

  private static Contents known(@Nullable Contents contents, Object id) {
    if (contents == null) {
      throw new Violation("git", "there is no object " + id);
    }
    return contents;
  }

  private Head commit(String how, Contents contents) {
    TreeId tree = new TreeId(hex(new Dice(1).on(contents.toString())));
    CommitId commit = new CommitId(hex(new Dice(2).on(how).on(contents.toString())));
    trees.put(tree, contents);
    commits.put(commit, contents);
    return new Head(commit, tree);
  }

  private static String hex(Dice dice) {
    HexFormat format = HexFormat.of();
    return format.toHexDigits(dice.state())
        + format.toHexDigits(dice.on("more").state())
        + "00000000";
  }
}

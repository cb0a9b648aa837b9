package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.port.Integrator.Merged;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GitIntegratorTest {
  private static final RunId RUN = new RunId("run-1");

  @TempDir Path folder;
  private UserRepository user;
  private GitIntegrator integrator;
  private Head base;

  @BeforeEach
  void open() throws Exception {
    user = UserRepository.create(folder.resolve("repository"));
    integrator = new GitIntegrator(user.open());
    base = user.headAndTree();
  }

  /** Returns a change on top of a commit, made by a script. */
  private Candidate change(String task, CommitId onto, String script) {
    user.git("checkout", "--quiet", "--detach", onto.hex());
    user.sh(script);
    user.commit("Change of " + task);
    Head head = user.headAndTree();
    user.git("checkout", "--quiet", "main");
    return new Candidate(
        new AttemptId(new TaskId(task), 1), new Change(head.commit(), head.tree(), 1, 1, 1));
  }

  private Candidate change(String task, String script) {
    return change(task, base.commit(), script);
  }

  private Merged merge(Candidate... candidates) throws InterruptedException {
    return integrator.merge(RUN, base, List.of(candidates));
  }

  private List<String> contents(Merged merged) {
    return user.files(merged.head().commit());
  }

  @Test
  void changesComeTogether() throws Exception {
    Merged merged =
        merge(
            change("a", "echo a >> README"),
            change("b", "sed -i 1s/b1/B1/ src/b.txt; echo new > new"),
            change("c", "sed -i 5s/b5/B5/ src/b.txt; rm docs/guide.md"));

    assertThat(merged.conflicts()).isEmpty();
    assertThat(user.text(merged.head().commit(), "src/b.txt")).isEqualTo("B1\nb2\nb3\nb4\nB5");
    assertThat(user.paths(merged.head().commit()))
        .containsExactly("README", "new", "src/a.txt", "src/b.txt");
    assertThat(user.git("rev-parse", merged.head().commit() + "^{tree}"))
        .isEqualTo(merged.head().tree().hex());
    assertThat(user.git("log", "-1", "--format=%an <%ae>", merged.head().commit().hex()))
        .isEqualTo("Manyhands <manyhands@localhost>");
  }

  /** I10. */
  @Test
  void withoutConflictsTheOrderDoesNotMatter() throws Exception {
    List<Candidate> candidates = new ArrayList<>();
    for (String task : List.of("a", "b", "c", "d")) {
      candidates.add(
          change(task, "echo %s > %s; git mv README README || true".formatted(task, task)));
    }
    candidates.add(change("e", "sed -i 1s/b1/B1/ src/b.txt; git mv src/b.txt src/moved.txt"));
    candidates.add(change("f", "sed -i 5s/b5/B5/ src/b.txt"));
    TreeId tree = merge(candidates.toArray(Candidate[]::new)).head().tree();

    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(candidates, new Random(seed));
      Merged merged = merge(candidates.toArray(Candidate[]::new));
      assertThat(merged.conflicts()).isEmpty();
      assertThat(merged.head().tree()).isEqualTo(tree);
    }
  }

  @Test
  void aChangeThatConflictsIsLeftOutAndItsPathsAreNamed() throws Exception {
    Candidate second = change("b", "echo two > README; echo b2 > src/a.txt; echo new > new");

    Merged merged =
        merge(
            change("a", "echo one > README; echo a2 > src/a.txt"),
            second,
            change("c", "echo c > c"));

    assertThat(merged.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.attempt()).isEqualTo(second.attempt());
              assertThat(conflict.reason())
                  .isEqualTo(
                      "its change conflicts with what has been merged, in README, src/a.txt");
            });
    assertThat(user.text(merged.head().commit(), "README")).isEqualTo("one");
    assertThat(user.paths(merged.head().commit())).contains("c").doesNotContain("new");
  }

  @Test
  void whenEveryChangeConflictsTheHeadStays() throws Exception {
    Merged first = merge(change("a", "echo one > README"));

    Merged second = integrator.merge(RUN, first.head(), List.of(change("b", "echo two > README")));

    assertThat(second.head()).isEqualTo(first.head());
    assertThat(second.conflicts()).hasSize(1);
  }

  @Test
  void manyConflictsAreCounted() throws Exception {
    String all = "for i in $(seq 15); do echo %s > file$i; done";

    Merged merged = merge(change("a", all.formatted("a")), change("b", all.formatted("b")));

    assertThat(merged.conflicts().getFirst().reason())
        .startsWith("its change conflicts with what has been merged, in file1, file10,")
        .endsWith("and 5 more");
  }

  @Test
  void pathsInConflictAreAsTheyAre() throws Exception {
    String script = "printf '%s' > \"$(printf '\\303\\274 \"quoted\"\\nline')\"";

    Merged merged = merge(change("a", script.formatted(1)), change("b", script.formatted(2)));

    assertThat(merged.conflicts().getFirst().reason()).endsWith("in ü \"quoted\"\nline");
  }

  /** A picked side would be lost work that nobody chose to lose. */
  @Test
  void noSideIsPickedSilently() throws Exception {
    Candidate change =
        change("a", "echo more >> src/a.txt; chmod +x README; echo 1 > new; ln -s x l");
    for (String other :
        List.of(
            "rm src/a.txt",
            "rm src/a.txt; mkdir src/a.txt; echo x > src/a.txt/x",
            "git mv src/a.txt one; echo less > one",
            "echo 2 > new",
            "mkdir new; echo 2 > new/x",
            "ln -s y l",
            "echo file > l")) {
      assertThat(merge(change, change("b", other)).conflicts()).as(other).hasSize(1);
      assertThat(merge(change("b", other), change).conflicts()).as(other).hasSize(1);
    }
  }

  @Test
  void aRenameAndAModificationComeTogether() throws Exception {
    Merged merged =
        merge(
            change("a", "git mv src/b.txt src/moved.txt"),
            change("b", "sed -i 5s/b5/B5/ src/b.txt"));

    assertThat(merged.conflicts()).isEmpty();
    assertThat(user.text(merged.head().commit(), "src/moved.txt")).contains("B5");
    assertThat(user.paths(merged.head().commit())).doesNotContain("src/b.txt");
  }

  @Test
  void aChangedModeAndChangedTextComeTogether() throws Exception {
    Merged merged = merge(change("a", "chmod +x README"), change("b", "echo more >> README"));

    assertThat(merged.conflicts()).isEmpty();
    assertThat(contents(merged)).anyMatch(line -> line.matches("100755 blob .*\tREADME"));
    assertThat(user.text(merged.head().commit(), "README")).endsWith("more");
  }

  @Test
  void equalChangesAreOne() throws Exception {
    Merged merged = merge(change("a", "echo x > new"), change("b", "echo x > new"));

    assertThat(merged.conflicts()).isEmpty();
    assertThat(user.text(merged.head().commit(), "new")).isEqualTo("x");
  }

  /** A task that needs others starts from what they made. */
  @Test
  void aChangeOnTopOfAnEarlierHead() throws Exception {
    Head first = merge(change("a", "echo a > a; sed -i 3s/b3/B3/ src/b.txt")).head();
    Candidate dependent = change("b", first.commit(), "echo b >> a; sed -i 4s/b4/B4/ src/b.txt");
    Head second = integrator.merge(RUN, first, List.of(change("c", "echo c > c"))).head();

    Merged merged = integrator.merge(RUN, second, List.of(dependent));

    assertThat(merged.conflicts()).isEmpty();
    assertThat(user.text(merged.head().commit(), "a")).isEqualTo("a\nb");
    assertThat(user.text(merged.head().commit(), "src/b.txt")).isEqualTo("b1\nb2\nB3\nB4\nb5");
    assertThat(user.paths(merged.head().commit())).contains("c");
  }

  @Test
  void linesThatEndDifferentlyAreNotConverted() throws Exception {
    user.git("config", "core.autocrlf", "true");
    user.git("config", "merge.renormalize", "true");
    Merged merged =
        merge(
            change(
                "a", "git config core.autocrlf false; printf 'x\\r\\ny\\n' > mixed; git add mixed"),
            change("b", "echo b > b"));

    assertThat(user.git("cat-file", "-s", merged.head().commit() + ":mixed")).isEqualTo("5");
  }

  @Test
  void keepsAHeadAndABaseAlive() throws Exception {
    integrator.prepare(RUN, base.commit());
    Head head = merge(change("a", "echo a > a")).head();
    integrator.keep(RUN, head);
    user.sh("git checkout -q --orphan fresh; git rm -rqf .; git commit -q --allow-empty -m x");
    user.sh("git branch -D main -q; git reflog expire --expire=now --all; git gc -q --prune=now");

    assertThat(user.git("cat-file", "-t", head.commit().hex())).isEqualTo("commit");
    assertThat(user.git("cat-file", "-t", base.commit().hex())).isEqualTo("commit");
  }

  @Test
  void knowsWhatIsKeptOfAnAttempt() throws Exception {
    Candidate candidate = change("a", "echo a > a; rm README");
    assertThat(integrator.kept(RUN, candidate.attempt(), base.commit())).isEmpty();
    user.git(
        "update-ref", Refs.attempt(RUN, candidate.attempt()), candidate.change().commit().hex());

    assertThat(integrator.kept(RUN, candidate.attempt(), base.commit()))
        .contains(new Change(candidate.change().commit(), candidate.change().tree(), 2, 1, 1));
  }
}

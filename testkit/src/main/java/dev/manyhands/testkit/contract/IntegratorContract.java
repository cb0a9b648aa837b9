package dev.manyhands.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.port.Integrator;
import dev.manyhands.engine.port.Integrator.Merged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Integrator} must do. */
@Timeout(60)
public abstract class IntegratorContract {
  private static final RunId RUN = new RunId("run-1");
  private static final String LINES = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  private static final Map<String, String> FILES =
      Map.of("README", "Read me.\n", "lines", LINES, "src/a.txt", "a\n");

  private ContractRepository repository;
  private Integrator integrator;
  private Head base;

  /** For subclasses. */
  protected IntegratorContract() {}

  /** Makes a repository without commits; called once for each test. */
  protected abstract ContractRepository repository() throws Exception;

  /** Opens the integrator of the repository, as an engine does at its start. */
  protected abstract Integrator open() throws Exception;

  /**
   * Keeps the files of an attempt as the workspaces do that this integrator works with.
   *
   * @param files exactly what the attempt left: contents by path
   */
  protected abstract Change keep(RunId run, AttemptId attempt, Head onto, Map<String, String> files)
      throws Exception;

  @BeforeEach
  final void makeBase() throws Exception {
    repository = repository();
    base = repository.commit(FILES);
    integrator = open();
    integrator.prepare(RUN, base.commit());
  }

  /** Returns the change of a task that writes one file. */
  private Candidate change(String task, Head onto, String path, String text) throws Exception {
    Map<String, String> files = new TreeMap<>(repository.files(onto.commit()));
    files.put(path, text);
    AttemptId attempt = ContractSamples.attempt(task, 1);
    return new Candidate(attempt, keep(RUN, attempt, onto, files));
  }

  private Candidate change(String task, String path, String text) throws Exception {
    return change(task, base, path, text);
  }

  private Merged merge(Head onto, Candidate... candidates) throws InterruptedException {
    return integrator.merge(RUN, onto, List.of(candidates));
  }

  private static Map<String, String> with(String... pathsAndTexts) {
    Map<String, String> files = new TreeMap<>(FILES);
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return files;
  }

  @Test
  void changesComeTogether() throws Exception {
    Merged merged =
        merge(
            base,
            change("a", "lines", LINES.replace("1\n", "one\n")),
            change("b", "lines", LINES.replace("9\n", "nine\n")),
            change("c", "new/file", "new\n"));

    assertThat(merged.conflicts()).isEmpty();
    assertThat(repository.files(merged.head().commit()))
        .isEqualTo(
            with(
                "lines",
                LINES.replace("1\n", "one\n").replace("9\n", "nine\n"),
                "new/file",
                "new\n"));
  }

  @Test
  void aDeletionIsAChange() throws Exception {
    AttemptId attempt = ContractSamples.attempt("a", 1);
    Map<String, String> files = with();
    files.remove("README");
    Candidate deletion = new Candidate(attempt, keep(RUN, attempt, base, files));

    Merged merged = merge(base, deletion, change("b", "new", "new\n"));

    assertThat(repository.files(merged.head().commit()))
        .containsOnlyKeys("lines", "src/a.txt", "new");
  }

  /** I10. */
  @Test
  void withoutConflictsTheOrderDoesNotMatter() throws Exception {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(change("a", "lines", LINES.replace("1\n", "one\n")));
    candidates.add(change("b", "lines", LINES.replace("5\n", "five\n")));
    candidates.add(change("c", "lines", LINES.replace("9\n", "nine\n")));
    candidates.add(change("d", "new", "new\n"));
    Merged first = integrator.merge(RUN, base, candidates);

    for (int seed = 0; seed < 4; seed++) {
      Collections.shuffle(candidates, new Random(seed));
      Merged merged = integrator.merge(RUN, base, candidates);

      assertThat(merged.conflicts()).isEmpty();
      assertThat(merged.head().tree()).isEqualTo(first.head().tree());
    }
  }

  @Test
  void aChangeThatConflictsIsLeftOutAndItsPathsAreNamed() throws Exception {
    Candidate second = change("b", "README", "Two\n");

    Merged merged =
        merge(base, change("a", "README", "One\n"), second, change("c", "new", "new\n"));

    assertThat(merged.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.attempt()).isEqualTo(second.attempt());
              assertThat(conflict.reason()).contains("README").doesNotContain("src/a.txt");
            });
    assertThat(repository.files(merged.head().commit()))
        .isEqualTo(with("README", "One\n", "new", "new\n"));
  }

  /** A picked side would be lost work that nobody chose to lose. */
  @Test
  void aDeletionAndAModificationConflict() throws Exception {
    AttemptId attempt = ContractSamples.attempt("a", 1);
    Map<String, String> files = with();
    files.remove("src/a.txt");
    Candidate deletion = new Candidate(attempt, keep(RUN, attempt, base, files));
    Candidate modification = change("b", "src/a.txt", "a\nmore\n");

    assertThat(merge(base, deletion, modification).conflicts()).hasSize(1);
    assertThat(merge(base, modification, deletion).conflicts()).hasSize(1);
  }

  @Test
  void whenEveryChangeConflictsTheHeadStays() throws Exception {
    Head head = merge(base, change("a", "README", "One\n")).head();

    Merged merged = merge(head, change("b", "README", "Two\n"), change("c", "README", "Three\n"));

    assertThat(merged.head()).isEqualTo(head);
    assertThat(merged.conflicts()).hasSize(2);
  }

  @Test
  void nothingToMergeIsTheHeadItself() throws Exception {
    assertThat(merge(base)).isEqualTo(new Merged(base, List.of()));
  }

  /** A task that needs others starts from a head that has what they made. */
  @Test
  void aChangeOnTopOfAnEarlierHead() throws Exception {
    Head first = merge(base, change("a", "lines", LINES.replace("1\n", "one\n"))).head();
    integrator.keep(RUN, first);
    Candidate dependent =
        change("b", first, "lines", LINES.replace("1\n", "one\n").replace("2\n", "two\n"));
    Head second = merge(first, change("c", "lines", LINES.replace("9\n", "nine\n"))).head();

    Merged merged = merge(second, dependent);

    assertThat(merged.conflicts()).isEmpty();
    assertThat(repository.files(merged.head().commit()))
        .containsEntry("lines", "one\ntwo\n3\n4\n5\n6\n7\n8\nnine\n");
  }

  @Test
  void theResultIsOneCommitOnTopOfTheBase() throws Exception {
    Head head = merge(base, change("a", "x", "x\n"), change("b", "y", "y\n")).head();

    PublishEnd end = publish(head);

    assertThat(end)
        .isInstanceOfSatisfying(
            PublishEnd.Published.class,
            published -> assertThat(published.tree()).isEqualTo(head.tree()));
    CommitId commit = ((PublishEnd.Published) end).commit();
    assertThat(repository.parents(commit)).containsExactly(base.commit());
    assertThat(repository.files(commit)).isEqualTo(with("x", "x\n", "y", "y\n"));
  }

  private PublishEnd publish(Head head) throws InterruptedException {
    return integrator.publish(
        RUN, base.commit(), head, "Combine", List.of(new TaskId("a"), new TaskId("b")));
  }

  /** Effects run at least once. */
  @Test
  void publishingTwiceIsPublishingOnce() throws Exception {
    Head head = merge(base, change("a", "x", "x\n")).head();
    PublishEnd first = publish(head);

    integrator = open();

    assertThat(publish(head)).isEqualTo(first).isInstanceOf(PublishEnd.Published.class);
  }

  @Test
  void anotherResultOfTheSameRunIsRefused() throws Exception {
    publish(merge(base, change("a", "x", "x\n")).head());

    assertThat(publish(merge(base, change("b", "y", "y\n")).head()))
        .isInstanceOfSatisfying(
            PublishEnd.Failed.class, failed -> assertThat(failed.reason()).isNotBlank());
  }

  @Test
  void runsDoNotMeet() throws Exception {
    RunId other = new RunId("run-2");
    integrator.prepare(other, base.commit());
    Head head = merge(base, change("a", "x", "x\n")).head();
    publish(head);

    assertThat(integrator.publish(other, base.commit(), base, "Other", List.of()))
        .isInstanceOf(PublishEnd.Published.class);
    assertThat(integrator.kept(other, ContractSamples.attempt("a", 1), base.commit())).isEmpty();
  }

  @Test
  void preparingAndKeepingAgainChangesNothing() throws Exception {
    Head head = merge(base, change("a", "x", "x\n")).head();
    integrator.keep(RUN, head);
    integrator.prepare(RUN, base.commit());
    integrator.keep(RUN, head);

    assertThat(publish(head)).isInstanceOf(PublishEnd.Published.class);
  }

  @Test
  void knowsWhatIsKeptOfAnAttempt() throws Exception {
    Candidate candidate = change("a", "x", "x\ny\n");

    assertThat(integrator.kept(RUN, candidate.attempt(), base.commit()))
        .contains(candidate.change());
    assertThat(integrator.kept(RUN, ContractSamples.attempt("a", 2), base.commit())).isEmpty();
    assertThat(integrator.kept(RUN, ContractSamples.attempt("b", 1), base.commit())).isEmpty();
  }
}

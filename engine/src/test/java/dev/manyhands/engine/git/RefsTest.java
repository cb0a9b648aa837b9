package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.RunId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefsTest {
  private static final RunId RUN = new RunId("run-1");

  @TempDir Path folder;

  private static String ref(String task) {
    return Refs.attempt(RUN, new AttemptId(new TaskId(task), 1));
  }

  @Test
  void isWhereTheContractSays() {
    assertThat(ref("core")).isEqualTo("refs/manyhands/run-1/core/1");
    assertThat(Refs.branch(RUN)).isEqualTo("manyhands/run-1");
  }

  /** git-check-ref-format(1) forbids some of what ids of tasks may be. */
  @Test
  void everyTaskHasAValidRefOfItsOwn() throws Exception {
    List<String> tasks =
        List.of(
            "a..b",
            "a.b",
            "a...b",
            "x.lock",
            "x.lock.",
            "x..lock",
            "x.lock.lock",
            "a.",
            "a..",
            "a",
            "0",
            "a-",
            "a_",
            "a.-",
            "lock",
            "x.locks",
            "a.lock.b",
            "1.2.3",
            "a".repeat(64));
    UserRepository repository = UserRepository.create(folder.resolve("repository"));
    Refs refs = new Refs(repository.open());
    CommitId head = repository.head();
    Set<String> all = new HashSet<>();

    for (String task : tasks) {
      repository.git("check-ref-format", ref(task));
      refs.set(ref(task), head);
      assertThat(refs.find(ref(task))).contains(head);
      assertThat(all.add(ref(task))).as(task).isTrue();
    }

    refs.set(Refs.base(RUN), head);
    refs.set(Refs.head(RUN), head);
    assertThat(refs.all(RUN)).hasSize(tasks.size() + 2).containsKeys(all.toArray(String[]::new));
    assertThat(refs.all(RUN).keySet().stream().filter(Refs::isOfRun)).hasSize(2);
    assertThat(refs.all(new RunId("run"))).isEmpty();
  }

  @Test
  void aRefIsMadeOnceAndSetOften() throws Exception {
    UserRepository repository = UserRepository.create(folder.resolve("repository"));
    Refs refs = new Refs(repository.open());
    CommitId first = repository.head();
    CommitId second = repository.commit("Second");
    String ref = ref("a");

    assertThat(refs.find(ref)).isEmpty();
    assertThat(refs.create(ref, first)).isTrue();
    assertThat(refs.create(ref, second)).isFalse();
    assertThat(refs.find(ref)).contains(first);
    refs.set(ref, second);
    assertThat(refs.find(ref)).contains(second);
    refs.delete(ref);
    assertThat(refs.find(ref)).isEmpty();
  }
}

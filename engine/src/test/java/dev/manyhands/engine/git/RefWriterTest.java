package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefWriterTest {
  private static final int WRITERS = 40;

  @TempDir Path folder;
  private UserRepository repository;
  private Refs refs;
  private RefWriter writer;

  @BeforeEach
  void setUp() throws Exception {
    repository = UserRepository.create(folder.resolve("repository"));
    Repository opened = repository.open();
    refs = new Refs(opened);
    writer = new RefWriter(opened);
  }

  @Test
  void whoeverReturnsFindsTheRef() throws Exception {
    CommitId head = repository.head();

    atOnce(
        i -> {
          String ref = "refs/manyhands/run/t%d/1".formatted(i);
          writer.set(ref, head);
          assertThat(refs.find(ref)).contains(head);
        });
  }

  @Test
  void oneThatGitRefusesFailsAlone() throws Exception {
    CommitId head = repository.head();
    refs.set("refs/manyhands/run/taken", head);

    atOnce(
        i -> {
          if (i == 0) {
            // A ref is a file: there can be none below another.
            assertThatThrownBy(() -> writer.set("refs/manyhands/run/taken/1", head))
                .isInstanceOf(ManyhandsException.class)
                .hasMessageContaining("refs/manyhands/run/taken");
          } else {
            String ref = "refs/manyhands/run/t%d/1".formatted(i);
            writer.set(ref, head);
            assertThat(refs.find(ref)).contains(head);
          }
        });
  }

  @Test
  void whatAnInterruptedThreadWantedIsNotWrittenLater() throws Exception {
    CommitId first = repository.head();
    CommitId second = repository.commit("Second");
    String ref = "refs/manyhands/run/t/1";
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> writer.set(ref, first)).isInstanceOf(InterruptedException.class);

    writer.set("refs/manyhands/run/other/1", second);

    assertThat(refs.find(ref)).isEmpty();
  }

  private interface Step {
    void run(int number) throws Exception;
  }

  private static void atOnce(Step step) throws InterruptedException, ExecutionException {
    CountDownLatch start = new CountDownLatch(WRITERS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        Callable<Void> task =
            () -> {
              start.countDown();
              start.await();
              step.run(number);
              return null;
            };
        all.add(threads.submit(task));
      }
      for (Future<?> future : all) {
        future.get();
      }
    }
  }
}

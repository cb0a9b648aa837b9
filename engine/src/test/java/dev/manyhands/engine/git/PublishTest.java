package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Command.PublishEnd;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PublishTest {
  private static final RunId RUN = new RunId("run-1");
  private static final List<TaskId> MERGED = List.of(new TaskId("core"), new TaskId("docs"));

  @TempDir Path folder;
  private UserRepository user;
  private GitIntegrator integrator;
  private CommitId base;
  private Head head;

  @BeforeEach
  void open() throws Exception {
    user = UserRepository.create(folder.resolve("repository"));
    integrator = new GitIntegrator(user.open());
    base = user.head();
    user.git("checkout", "--quiet", "--detach");
    user.write("new", "x\n").commit("One");
    user.write("new", "y\n").commit("Two");
    head = user.headAndTree();
    user.git("checkout", "--quiet", "main");
  }

  private PublishEnd publish(String message) throws InterruptedException {
    return integrator.publish(RUN, base, head, message, MERGED);
  }

  private CommitId published() throws InterruptedException {
    return ((PublishEnd.Published) publish("Result")).commit();
  }

  @Test
  void theResultIsOneCommitOnTopOfTheBase() throws Exception {
    assertThat(publish("Migrate to JUnit 5\n\nAll of it.\n"))
        .isInstanceOfSatisfying(
            PublishEnd.Published.class,
            end -> {
              assertThat(end.branch()).isEqualTo("manyhands/run-1");
              assertThat(end.tree()).isEqualTo(head.tree());
              assertThat(user.git("rev-parse", end.branch())).isEqualTo(end.commit().hex());
            });

    assertThat(user.git("log", "-1", "--format=%P|%T|%an <%ae>|%cn <%ce>", "manyhands/run-1"))
        .isEqualTo(
            "%s|%s|Ada <ada@example.org>|Ada <ada@example.org>".formatted(base, head.tree().hex()));
    assertThat(user.git("log", "-1", "--format=%B", "manyhands/run-1"))
        .isEqualTo(
            """
            Migrate to JUnit 5

            All of it.

            Manyhands-Run: run-1
            Manyhands-Task: core
            Manyhands-Task: docs\
            """);
    assertThat(
            user.git(
                "log",
                "-1",
                "--format=%(trailers:key=Manyhands-Task,valueonly)",
                "manyhands/run-1"))
        .isEqualTo("core\ndocs");
  }

  @Test
  void twiceIsOnce() throws Exception {
    PublishEnd first = publish("Result");

    PublishEnd second = publish("Result");

    assertThat(second).isEqualTo(first).isInstanceOf(PublishEnd.Published.class);
    assertThat(user.git("reflog", "show", "manyhands/run-1").lines()).hasSize(1);
  }

  @Test
  void aBranchWithAnotherContentIsNotTouched() throws Exception {
    user.git("branch", "manyhands/run-1", base.hex());

    assertThat(publish("Result"))
        .isEqualTo(new PublishEnd.Failed("there is a branch 'manyhands/run-1' already"));

    assertThat(user.git("rev-parse", "manyhands/run-1")).isEqualTo(base.hex());
  }

  @Test
  void aBranchInTheWayIsNotTouched() throws Exception {
    user.git("branch", "manyhands/run-1/x", base.hex());

    assertThat(publish("Result"))
        .isEqualTo(new PublishEnd.Failed("the branch 'manyhands/run-1' could not be made"));
  }

  @Test
  void withoutANameTheResultIsManyhands() throws Exception {
    user.git("config", "user.name", "");

    assertThat(user.git("log", "-1", "--format=%an <%ae>", published().hex()))
        .isEqualTo("Manyhands <manyhands@localhost>");
  }

  @Test
  void anyMessageIsPossible() throws Exception {
    String message = "-m \"Ünïcode\" 日本\n\n# not a comment\n" + "x".repeat(150_000);

    assertThat(publish(message)).isInstanceOf(PublishEnd.Published.class);

    assertThat(user.git("log", "-1", "--format=%B", "manyhands/run-1"))
        .startsWith(message + "\n\nManyhands-Run: run-1");
  }

  @Test
  void thereMayBeManyTasks() throws Exception {
    List<TaskId> many =
        IntStream.range(0, 5_000).mapToObj(i -> new TaskId("task-" + "x".repeat(40) + i)).toList();

    assertThat(integrator.publish(RUN, base, head, "Result", many))
        .isInstanceOf(PublishEnd.Published.class);

    assertThat(user.git("log", "-1", "--format=%B", "manyhands/run-1").lines()).hasSize(3 + 5_000);
  }

  @Test
  void noEncodingOrSigningOfTheUserIsUsed() throws Exception {
    user.git("config", "i18n.commitEncoding", "ISO-8859-1");
    user.git("config", "commit.gpgSign", "true");
    user.git("config", "gpg.program", "false");

    assertThat(publish("Übersetzung")).isInstanceOf(PublishEnd.Published.class);

    assertThat(user.git("cat-file", "commit", "manyhands/run-1"))
        .contains("Übersetzung")
        .doesNotContain("encoding", "gpgsig");
  }
}

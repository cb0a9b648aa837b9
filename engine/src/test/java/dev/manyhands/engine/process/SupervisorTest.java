package dev.manyhands.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SupervisorTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  private final Supervisor supervisor = new Supervisor(Duration.ofMillis(200));
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private Shell shell;

  @BeforeEach
  void name() {
    shell = Shell.in(folder);
  }

  private ProgramEnd run(String line) throws InterruptedException {
    return run(shell.line(line));
  }

  private ProgramEnd run(Program program) throws InterruptedException {
    return supervisor.run(program, lines::add);
  }

  private String log() throws IOException {
    return Files.readString(shell.log());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 126, 127, 255})
  void saysTheExitCode(int code) throws Exception {
    assertThat(run("exit " + code)).isEqualTo(new ProgramEnd.Exited(code, ""));
  }

  @ParameterizedTest
  @CsvSource({"TERM,143", "KILL,137", "SEGV,139"})
  void aSignalIsAnExitCodeAsInTheShell(String signal, int code) throws Exception {
    assertThat(run("kill -%s $$".formatted(signal))).isEqualTo(new ProgramEnd.Exited(code, ""));
  }

  @Test
  void bothStreamsAreInTheLogInOrder() throws Exception {
    ProgramEnd end = run("for i in 1 2 3; do echo out $i; echo err $i >&2; done; printf last");

    assertThat(log()).isEqualTo("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\nlast");
    assertThat(end.lastLine()).isEqualTo("last");
    assertThat(lines).endsWith("last");
  }

  @Test
  void aProgramThatPrintsNothingHasAnEmptyLog() throws Exception {
    assertThat(run("true").lastLine()).isEmpty();

    assertThat(shell.log()).isEmptyFile();
  }

  @Test
  void aLogOfAnEarlierTryIsReplaced() throws Exception {
    run("echo a long line");
    run("echo short");

    assertThat(log()).isEqualTo("short\n");
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    assertThat(run("cat; echo over")).isEqualTo(new ProgramEnd.Exited(0, "over"));
    assertThat(log()).isEqualTo("over\n");
  }

  @Test
  void itRunsInItsFolder() throws Exception {
    assertThat(run("pwd -P").lastLine()).isEqualTo(folder.toRealPath().toString());
  }

  /** Nothing of the environment of this process, not even what the shell would add. */
  @Test
  void itsEnvironmentIsWhatItWasGivenAndNothingElse() throws Exception {
    run(shell.program("cat", "/proc/self/environ"));

    Map<String, String> seen =
        Stream.of(log().split("\0", -1))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> entry.split("=", 2))
            .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    assertThat(seen).isEqualTo(shell.environment());
  }

  @Test
  void itIsTheLeaderOfASessionOfItsOwn() throws Exception {
    String[] stat = run(shell.program("cat", "/proc/self/stat")).lastLine().split(" ", -1);

    assertThat(stat[5]).as("session").isEqualTo(stat[0]).as("process group").isEqualTo(stat[4]);
  }

  @Test
  void garbageIsKeptByteForByte() throws Exception {
    byte[] garbage = new byte[100_000];
    new Random(7).nextBytes(garbage);
    Files.write(folder.resolve("garbage"), garbage);

    ProgramEnd end = run("cat garbage");

    assertThat(shell.log()).hasBinaryContent(garbage);
    assertThat(end.lastLine()).doesNotContainPattern("\\p{Cntrl}");
    assertThat(end.lastLine().getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000);
  }

  @Test
  void itIsEndedWhenItTakesTooLong() throws Exception {
    shell = shell.timeout(SHORT);

    ProgramEnd end = run("echo begun; while :; do echo still; sleep 0.05; done");

    assertThat(end).isEqualTo(new ProgramEnd.TimedOut(SHORT, "still"));
    assertThat(log()).startsWith("begun\nstill\n");
  }

  @Test
  void itIsEndedWhenItIsSilentForTooLong() throws Exception {
    shell = shell.idle(SHORT);

    assertThat(run("echo begun; sleep 60")).isEqualTo(new ProgramEnd.Stalled(SHORT, "begun"));
  }

  @Test
  void itIsNotSilentWhileItPrints() throws Exception {
    shell = shell.idle(Duration.ofMillis(600));

    ProgramEnd end = run("for i in 1 2 3 4 5 6 7 8; do sleep 0.15; printf .; done");

    assertThat(end).isEqualTo(new ProgramEnd.Exited(0, "........"));
  }

  /** A helper may tidy up: it is asked before it is killed. */
  @Test
  void itIsAskedToEndFirst() throws Exception {
    shell = shell.timeout(SHORT);

    run("trap 'echo tidied; exit 0' TERM; echo begun; while :; do sleep 0.02; done");

    assertThat(log()).startsWith("begun\n").endsWith("tidied\n");
  }

  @Test
  void anInterruptionEndsIt() throws Exception {
    Thread here = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Eventually.that("it runs", () -> Files.exists(folder.resolve("pid")));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              here.interrupt();
            });

    assertThatThrownBy(() -> run("trap '' TERM; echo going on; echo $$ > pid; sleep 60"))
        .isInstanceOf(InterruptedException.class);

    assertThat(new ProcessTree(shell.cookie()).alive()).isEmpty();
    assertThat(log()).isEqualTo("going on\n");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void saysWhenThereIsNoSuchProgram() throws Exception {
    assertThat(Explanations.of(run(shell.program("no-such-program"))))
        .contains("no-such-program")
        // The latter where a folder of the path may not be entered.
        .containsPattern("No such file|Permission denied");
  }

  @Test
  void saysWhenTheProgramMayNotBeRun() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "not a program");

    assertThat(Explanations.of(run(shell.program("./notes.txt"))))
        .contains("notes.txt")
        .containsIgnoringCase("Permission denied");
  }

  @Test
  void saysWhenThereIsNoSuchFolder() throws Exception {
    Program program =
        new Program(
            List.of("true"),
            folder.resolve("gone"),
            shell.environment(),
            shell.log(),
            SHORT,
            SHORT,
            shell.cookie());

    assertThat(run(program))
        .isInstanceOfSatisfying(
            ProgramEnd.NotStarted.class, end -> assertThat(end.reason()).contains("gone"));
  }

  @Test
  void saysWhenTheLogCannotBeWritten() throws Exception {
    Files.createDirectories(shell.log());

    assertThat(run("echo done > done"))
        .isInstanceOfSatisfying(
            ProgramEnd.NotStarted.class, end -> assertThat(end.reason()).contains("output.log"));
    assertThat(folder.resolve("done")).doesNotExist();
  }

  @Test
  void anArgumentIsPassedOnAsItIs() throws Exception {
    String odd = "-x 'a' \"b\" $HOME * \\ ü\n";
    Locales.assumeCanSay(odd);

    run(shell.program("printf", "%s", odd));

    assertThat(log()).isEqualTo(odd);
  }
}

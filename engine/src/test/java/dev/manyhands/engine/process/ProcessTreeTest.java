package dev.manyhands.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I7: no process of an attempt outlives it, daemons and double forks included. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ProcessTreeTest {
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir Path folder;

  private final Supervisor supervisor = new Supervisor(GRACE);
  private Shell shell;

  /** A time to sleep that no other process on this machine sleeps: known by it in /proc. */
  private String nap;

  @BeforeEach
  void name() {
    nap = "86%03d.%d".formatted(NUMBER.incrementAndGet(), ProcessHandle.current().pid());
    shell = Shell.in(folder);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    List<Long> left = sleepers();
    left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    assertThat(left).as("processes that are left").isEmpty();
    assertThat(new ProcessTree(shell.cookie()).alive()).isEmpty();
  }

  /** Found without the code under test: by their command lines. */
  private List<Long> sleepers() throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path entry : entries) {
        try {
          String argv = Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1);
          if (argv.contains("sleep") && argv.contains(nap)) {
            found.add(Long.valueOf(entry.getFileName().toString()));
          }
        } catch (IOException _) {
          // It has ended meanwhile.
        }
      }
    }
    return found;
  }

  /** Runs a line in which NAP is a process that would outlive the test. */
  private ProgramEnd run(String line) throws InterruptedException {
    return supervisor.run(shell.line(line.replace("NAP", "sleep " + nap)), _ -> {});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NAP & echo done",
        "NAP >/dev/null 2>&1 & echo done",
        "setsid NAP & echo done",
        "(setsid NAP >/dev/null 2>&1 &); echo done",
        "(setsid sh -c '(setsid NAP &) ; (NAP &)' &); sleep 0.2; echo done",
        "nohup NAP >/dev/null 2>&1 & echo done",
        "env -i $(command -v sh) -c 'exec NAP' & echo done",
        "sh -c 'trap \"\" TERM HUP INT; NAP & wait' & sleep 0.1; echo done",
        "cd /; exec 3>/dev/null; NAP 3>&3 & echo done",
        "for i in 1 2 3 4 5 6 7 8 9 10; do NAP & setsid NAP & done; echo done"
      })
  void whatItLeavesBehindEndsWithIt(String line) throws Exception {
    long start = System.nanoTime();

    assertThat(run(line)).isEqualTo(new ProgramEnd.Exited(0, "done"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NAP",
        "exec NAP",
        "NAP & NAP | cat",
        "setsid NAP & (setsid NAP &) ; NAP",
        "trap '' TERM; NAP; NAP; NAP",
        "exec >/dev/null 2>&1; exec NAP",
        "exec >&- 2>&- <&-; NAP",
        "env -i $(command -v sh) -c 'NAP' & NAP",
        "sh -c 'trap \"\" TERM; (setsid sh -c \"trap \\\"\\\" TERM; NAP\" &) ; NAP'"
      })
  void allOfItEndsWhenItTakesTooLong(String line) throws Exception {
    shell = shell.timeout(Duration.ofMillis(400));

    assertThat(run(line)).isInstanceOf(ProgramEnd.TimedOut.class);
  }

  /** Each child starts another as soon as its own has ended, and asking does not help. */
  @Test
  void fiftyChildrenThatGoOnForking() throws Exception {
    shell = shell.timeout(Duration.ofMillis(700));

    ProgramEnd end =
        run(
            """
            trap '' TERM
            for i in $(seq 50); do
              sh -c 'trap "" TERM; while :; do setsid sleep 0.3; done; NAP' &
            done
            NAP
            """);

    assertThat(end).isInstanceOf(ProgramEnd.TimedOut.class);
  }

  @Test
  void whatAnEarlierEngineLeftIsFoundByItsCookieAlone() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "setsid sleep %1$s & sleep %1$s; true".formatted(nap));
    builder.environment().putAll(shell.environment());
    Process lost = builder.start();
    Eventually.that("all run", () -> sleepers().size() == 3);

    assertThat(new ProcessTree(shell.cookie()).end(GRACE)).isTrue();

    assertThat(lost.waitFor()).isNotZero();
  }

  @Test
  void othersAreLeftAlone() throws Exception {
    Shell other = Shell.in(folder);
    ProcessBuilder builder = new ProcessBuilder("sleep", nap);
    builder.environment().putAll(other.environment());
    // Part of the cookie, or more than a value of it, is another's.
    builder.environment().put("MANYHANDS_RUN", shell.environment().get("MANYHANDS_RUN") + "1");
    Process stranger = builder.start();
    try {
      run("echo done");
      assertThat(new ProcessTree(shell.cookie()).end(GRACE)).isTrue();

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void aCookieHasAllItsVariables() {
    Cookie cookie = new Cookie(Map.of("A", "1", "B", "2"));

    assertThat(cookie.isIn("X=0\0B=2\0A=1\0")).isTrue();
    assertThat(cookie.isIn("B=2\0A=11\0")).isFalse();
    assertThat(cookie.isIn("A=1\0")).isFalse();
    assertThat(cookie.isIn("XA=1\0B=2\0")).isFalse();
    assertThat(cookie.isIn("")).isFalse();
  }
}

package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The display on a real terminal: {@link LiveDisplayMain} in tmux. */
@Tag("long")
class LiveDisplayTmuxTest {
  @TempDir private Path folder;
  private Tmux terminal;

  @BeforeEach
  void openTerminal() throws IOException, InterruptedException {
    terminal = new Tmux(folder, 80, 24);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path program = folder.resolve("live");
    Files.writeString(
        program,
        """
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
          -cp '%s' %s "$@"
        """
            .formatted(
                java, System.getProperty("java.class.path"), LiveDisplayMain.class.getName()));
    terminal.type("cd " + folder + "; clear; echo before");
    terminal.awaitScreen(screen -> screen.startsWith("before\n"));
    terminal.clearHistory();
  }

  @AfterEach
  void closeTerminal() throws IOException, InterruptedException {
    terminal.end();
  }

  /** Starts the program, and waits until its run has started, too. */
  private void show(String arguments) throws IOException, InterruptedException {
    terminal.type(arguments.replace("live", "sh live"));
    terminal.awaitText("not started yet");
    terminal.type("start");
    terminal.awaitText("running");
  }

  /** Demands that the terminal is as it was, and returns what is on it. */
  private String afterwards() throws IOException, InterruptedException {
    String screen = terminal.awaitPrompt();
    assertThat(terminal.fact("alternate_on")).as("second screen").isEqualTo("0");
    assertThat(terminal.fact("cursor_flag")).as("cursor is shown").isEqualTo("1");
    assertThat(terminal.fact("wrap_flag")).as("lines are folded").isEqualTo("1");
    assertThat(terminal.settings()).contains("echo", "icanon", "isig");
    assertThat(screen).startsWith("before\n");
    return screen;
  }

  @Test
  void aRunFromItsBeginningToItsEnd() throws IOException, InterruptedException {
    show("live 3 2 >out");
    assertThat(terminal.awaitText("▸ 2 running"))
        .startsWith("migrate-k3f9x  base 0000ba5e0000  2 at a time  ")
        .contains("\n▸ t1  0:0")
        .contains("\nqueue  1 ready · next: t3\n")
        .endsWith("\nCtrl-C ends the helpers and keeps their work")
        .doesNotContain("start\n");
    assertThat(terminal.fact("cursor_flag")).isEqualTo("0");

    terminal.type("say t1 索引を再構築しています 😀 done");
    terminal.awaitText("索引を再構築しています 😀 done");
    terminal.type("hostile t2");
    assertThat(terminal.awaitText("  sly\n")).startsWith("migrate-k3f9x").contains("索引");
    terminal.type("log WARN of a library");
    terminal.type("above a line of ours");
    terminal.type("fail t1 exit code 7");
    terminal.awaitText("t1 failed in attempt 1, again in ");
    terminal.type("succeed t2");
    terminal.awaitText("merge  verifying t2 for 0:0");
    terminal.type("pass");
    terminal.awaitText("✓ t2 merged");
    terminal.type("interrupt");
    terminal.awaitText("\nstopping … Ctrl-C again stops at once");
    terminal.type("close");

    assertThat(afterwards())
        .containsSubsequence(
            "before\nsh> sh live 3 2 >out\n",
            "WARN of a library\na line of ours\nmigrate-k3f9x",
            "✓ 1 merged",
            "printed after the display\nsh>")
        .doesNotContain("Ctrl-C");
    assertThat(folder.resolve("out")).as("standard output").isEmptyFile();
  }

  @Test
  void everySizeIsFilledAndNothingStaysBehind() throws IOException, InterruptedException {
    show("live 100 64");
    assertPictureFills(80, 24);
    for (int[] size : new int[][] {{200, 50}, {40, 10}, {20, 5}, {100, 12}, {30, 60}, {80, 24}}) {
      terminal.resize(size[0], size[1]);
      assertPictureFills(size[0], size[1]);
    }
    terminal.type("close");

    assertThat(afterwards()).containsOnlyOnce("migrate-k3f9x");
    assertThat(terminal.everything()).as("with all that scrolled off").isEqualTo(terminal.screen());
  }

  private void assertPictureFills(int width, int height) throws IOException, InterruptedException {
    String screen =
        terminal.awaitScreen(
            picture -> {
              List<String> lines = picture.lines().toList();
              return lines.size() == height
                  && lines.getFirst().matches("migrate.*[0-9]:[0-9][0-9]")
                  && lines.getFirst().length() == width
                  && lines.getLast().startsWith("Ctrl-C ends");
            });
    assertThat(screen.lines().filter(line -> line.startsWith("migrate"))).hasSize(1);
    assertThat(screen.lines().filter(line -> line.startsWith("Ctrl-C"))).hasSize(1);
    assertThat(screen).contains("▸");
  }

  @Test
  void ctrlZGivesTheTerminalBackUntilTheRunIsInSightAgain()
      throws IOException, InterruptedException {
    show("live 3 2");
    terminal.key("C-z");
    terminal.awaitText("Stopped");
    assertThat(afterwards()).doesNotContain("running");

    terminal.type("fg");
    terminal.awaitText("▸ 2 running");
    assertThat(terminal.fact("alternate_on")).isEqualTo("1");
    assertThat(terminal.settings()).contains("-echo");
    terminal.key("C-z");
    terminal.awaitScreen(screen -> screen.split("Stopped", -1).length == 3);
    terminal.type("bg; echo in the background");
    terminal.awaitText("\nin the background");
    assertThat(afterwards()).doesNotContain("running");

    terminal.type("fg");
    terminal.awaitText("▸ 2 running");
    terminal.type("close");
    assertThat(afterwards()).contains("printed after the display");
  }

  @Test
  void aSignalDoesNotLeaveThePictureBehind() throws IOException, InterruptedException {
    show("live 3 2");
    long pid = Long.parseLong(terminal.fact("pane_pid"));
    ProcessHandle.of(pid)
        .orElseThrow()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .forEach(ProcessHandle::destroy);

    assertThat(afterwards()).contains("\nmigrate-k3f9x  base").doesNotContain("Ctrl-C");
  }

  @Test
  void aKeyThatEndsTheProcessDoesNotLeaveThePictureBehind()
      throws IOException, InterruptedException {
    show("live 3 2");
    terminal.key("C-c");

    assertThat(afterwards()).contains("\nmigrate-k3f9x  base").doesNotContain("Ctrl-C");
  }

  @Test
  void anExitDoesNotLeaveThePictureBehind() throws IOException, InterruptedException {
    show("live 3 2");
    terminal.type("exit");

    assertThat(afterwards()).contains("\nmigrate-k3f9x  base").doesNotContain("Ctrl-C");
  }

  @Test
  void aMistakeOfOursDoesNotLeaveThePictureBehind() throws IOException, InterruptedException {
    terminal.resize(120, 50);
    show("live 3 2");
    terminal.type("log said before the mistake");
    terminal.type("break");
    terminal.awaitText("IllegalStateException");
    terminal.type("log said after it");
    terminal.awaitText("\nsaid after it");
    terminal.type("close");

    assertThat(afterwards())
        .containsSubsequence("said before the mistake", "IllegalStateException", "said after it")
        .doesNotContain("Ctrl-C");
  }

  @Test
  void coloursAndSymbolsAreOnlyUsedWhereTheyAreWelcome() throws IOException, InterruptedException {
    show("live 3 2");
    assertThat(terminal.colours()).contains("\u001B[36m▸");
    terminal.type("close");
    terminal.awaitPrompt();
    terminal.type("clear; echo before; export NO_COLOR=1 LC_ALL=POSIX");
    terminal.awaitPrompt();

    show("live 3 2");
    assertThat(terminal.awaitText("> 2 running")).matches("[\\n -~]*");
    assertThat(terminal.colours()).doesNotContain("\u001B");
    terminal.type("close");
    afterwards();
  }

  @Test
  void onlyATerminalInTheForegroundCanBeDrawnOn() throws IOException, InterruptedException {
    terminal.type(
        "sh live possible; sh live possible 2>err; sh live possible 2>/dev/null;"
            + " sh live possible 2>&1 | cat; sh live possible </dev/null;"
            + " TERM=dumb sh live possible; CI=true sh live possible;"
            + " sh live possible >out; cat out; (sh live possible; echo end) & wait");

    String screen = terminal.awaitText("\nend");
    assertThat(screen.lines().filter(line -> line.startsWith("possible: ")).toList())
        .containsExactly(
            "possible: true",
            "possible: false",
            "possible: false",
            "possible: false",
            "possible: false",
            "possible: false",
            "possible: false",
            "possible: true",
            "possible: false");
  }
}

package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A real terminal with a shell in it, whose screen a test can read: a tmux server of its own. */
final class Tmux {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final String PROMPT = "sh> ";

  private final Path socket;

  /** Opens a terminal of this size and waits for its shell; its socket is in the folder. */
  Tmux(Path folder, int width, int height) throws IOException, InterruptedException {
    this.socket = folder.resolve("tmux");
    try {
      tmux(
          "new-session",
          "-d",
          "-x",
          Integer.toString(width),
          "-y",
          Integer.toString(height),
          "env -i HOME=/ PATH=\"$PATH\" TERM=screen LC_ALL=C.UTF-8 PS1='"
              + PROMPT
              + "' bash --norc --noprofile --noediting -i");
    } catch (IOException e) {
      throw new AssertionError("these tests need tmux; on Debian: apt-get install tmux", e);
    }
    awaitScreen(screen -> screen.startsWith(PROMPT.strip()));
  }

  /** Types a line. */
  void type(String line) throws IOException, InterruptedException {
    tmux("send-keys", "-l", line);
    key("Enter");
  }

  /** Presses a key, such as {@code C-z}. */
  void key(String name) throws IOException, InterruptedException {
    tmux("send-keys", name);
  }

  void resize(int width, int height) throws IOException, InterruptedException {
    tmux("resize-window", "-x", Integer.toString(width), "-y", Integer.toString(height));
  }

  /** Returns what is on the screen, without empty lines at its end. */
  String screen() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p").stripTrailing();
  }

  /** Returns the same with the sequences that make colours. */
  String colours() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p", "-e").stripTrailing();
  }

  /** Returns what is on the screen and what has scrolled off it. */
  String everything() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p", "-S", "-").stripTrailing();
  }

  /** Returns a fact about the terminal, such as {@code cursor_flag}. */
  String fact(String name) throws IOException, InterruptedException {
    return tmux("display-message", "-p", "#{" + name + "}").strip();
  }

  /** Returns the settings of the terminal, as {@code stty -a} shows them. */
  List<String> settings() throws IOException, InterruptedException {
    String all = run(List.of("stty", "-F", fact("pane_tty"), "-a"));
    return Arrays.asList(all.split("[;\\s]+", -1));
  }

  /** Waits until the screen looks as expected, and returns it. */
  String awaitScreen(Predicate<String> expected) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String screen = screen();
    while (!expected.test(screen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("after %s the screen is\n%s".formatted(PATIENCE, screen));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      screen = screen();
    }
    return screen;
  }

  /** Waits until this is on the screen, and returns what the screen shows. */
  String awaitText(String text) throws IOException, InterruptedException {
    return awaitScreen(screen -> screen.contains(text));
  }

  /** Waits for the shell to be back, and returns what the screen shows. */
  String awaitPrompt() throws IOException, InterruptedException {
    return awaitScreen(screen -> screen.endsWith("\n" + PROMPT.strip()));
  }

  private String tmux(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString(), "-f", "/dev/null"));
    command.addAll(Arrays.asList(arguments));
    return run(command);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("tmux", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().remove("TMUX");
      Process process = builder.redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as("%s: %s", command, printed).isZero();
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  /** Forgets what has scrolled off the screen. */
  void clearHistory() throws IOException, InterruptedException {
    tmux("clear-history");
  }

  /** Ends the terminal and all that runs in it. */
  void end() throws IOException, InterruptedException {
    tmux("kill-server");
  }
}

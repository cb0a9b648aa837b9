package dev.manyhands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A program with functions that begin to change files, say so on standard output, and never end.
 */
final class CountingProgram {
  static final String[] ENDLESS = {"a", "b", "c"};

  private CountingProgram() {}

  /** Runs in the first folder, with its state in the second; ends when it is killed. */
  public static void main(String[] arguments) throws Exception {
    try (Manyhands hands = Manyhands.open(Path.of(arguments[0]), Path.of(arguments[1]));
        Run run = hands.start("killed", options -> options.concurrency(ENDLESS.length))) {
      System.out.println(run.id());
      run.spawn("done", String.class, attempt -> write(attempt, "done"))
          .result(Duration.ofMinutes(1));
      for (String task : ENDLESS) {
        run.spawn(task, String.class, CountingProgram::begin);
      }
      run.spawn(Task.function("later", String.class, _ -> "later").needs(ENDLESS));
      new CountDownLatch(1).await();
    }
  }

  static String write(Attempt attempt, String text) throws IOException {
    Files.writeString(attempt.workspace().resolve(attempt.task() + ".txt"), text + "\n");
    return text;
  }

  private static String begin(Attempt attempt) throws Exception {
    write(attempt, "half of " + attempt.task());
    System.out.println("begun " + attempt.task());
    new CountDownLatch(1).await();
    return "";
  }
}

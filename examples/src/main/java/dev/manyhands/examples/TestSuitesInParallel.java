package dev.manyhands.examples;

import dev.manyhands.Attempt;
import dev.manyhands.Handle;
import dev.manyhands.Manyhands;
import dev.manyhands.ReportFormat;
import dev.manyhands.Run;
import dev.manyhands.RunOptions;
import dev.manyhands.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Runs test suites in parallel, each in a checkout of its own, and merges their JUnit reports.
 *
 * <pre>java … dev.manyhands.examples.TestSuitesInParallel REPOSITORY REPORT.xml COMMAND…</pre>
 */
public final class TestSuitesInParallel {
  private TestSuitesInParallel() {}

  /**
   * How a suite ended.
   *
   * @param lastLine that it printed
   */
  public record Verdict(int exitCode, String lastLine) {}

  public static void main(String[] args) throws Exception {
    Map<String, String> suites = new LinkedHashMap<>();
    for (int i = 2; i < args.length; i++) {
      suites.put("suite-" + (i - 1), args[i]);
    }
    try (Manyhands hands = Manyhands.open(Path.of(args[0]))) {
      test(hands, suites, Path.of(args[1]))
          .forEach((suite, verdict) -> System.out.println(suite + ": " + verdict));
    }
  }

  /**
   * Runs suites, and writes their merged report.
   *
   * @param suites command lines by name
   */
  static Map<String, Verdict> test(Manyhands hands, Map<String, String> suites, Path report)
      throws InterruptedException, TimeoutException, IOException {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    try (Run run = hands.start("tests", TestSuitesInParallel::options)) {
      Map<String, Handle<Verdict>> handles = new LinkedHashMap<>();
      for (Map.Entry<String, String> suite : suites.entrySet()) {
        String line = suite.getValue();
        Task<Verdict> task =
            Task.function(suite.getKey(), Verdict.class, attempt -> runSuite(attempt, line));
        handles.put(suite.getKey(), run.spawn(task.timeout(Duration.ofMinutes(20))));
      }
      for (Map.Entry<String, Handle<Verdict>> handle : handles.entrySet()) {
        verdicts.put(handle.getKey(), handle.getValue().result(Duration.ofMinutes(30)));
      }
      run.combine(Duration.ofMinutes(5));
      try (OutputStream out = Files.newOutputStream(report)) {
        run.report(ReportFormat.JUNIT, out);
      }
    }
    return verdicts;
  }

  private static void options(RunOptions options) {
    options.concurrency(4).reports("**/TEST-*.xml");
  }

  private static Verdict runSuite(Attempt attempt, String command)
      throws IOException, InterruptedException {
    Process suite = attempt.program("sh", "-c", command).redirectErrorStream(true).start();
    String last = "";
    try (BufferedReader out = suite.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        attempt.says(line);
        last = line;
      }
    }
    return new Verdict(suite.waitFor(), last);
  }
}

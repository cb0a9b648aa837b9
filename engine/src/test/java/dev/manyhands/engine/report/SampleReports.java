package dev.manyhands.engine.report;

import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Reports of runs of several kinds, for tests and for looking at. */
public final class SampleReports {
  private static final Map<String, Report> MANY = new ConcurrentHashMap<>();

  private SampleReports() {}

  /** Returns eight tasks, of which some fail, conflict, stall, and need others. */
  public static Report eight() {
    Report report = eightTasks().finished();
    Usage usage = new Usage(1_830_211, 94_310, new BigDecimal("7.4213"));
    return with(report, usage, new Report.Tests(1284, 1279, 1, 4));
  }

  /** Returns a report with other figures, and a warning. */
  public static Report with(Report report, Usage usage, Report.Tests tests) {
    return new Report(
        report.run(),
        report.name(),
        report.status(),
        report.reason(),
        report.baseOrNull(),
        report.resultOrNull(),
        List.of("2 uncommitted files are not part of the run: README.md, build.gradle"),
        report.tasks(),
        report.checks(),
        tests,
        usage,
        report.startedAtOrNull(),
        report.endedAtOrNull(),
        report.wall(),
        report.busy(),
        report.criticalPath(),
        report.criticalPathTime());
  }

  /** Returns a report with one text wherever texts come from outside. */
  public static Report hostile(String text) {
    String safe = text.isEmpty() ? "x" : text;
    return new SampleRun(safe, 1, Duration.ofSeconds(1))
        .task("good", safe, List.of(), "1 succeeded")
        .task("bad", safe, List.of("good"), "1 failed: " + safe, "2 stalled: " + safe)
        .task("cut", safe, List.of("bad"), "1 succeeded")
        .finished();
  }

  private static SampleRun eightTasks() {
    return new SampleRun("Migrate to JUnit 5", 3, Duration.ofSeconds(9))
        .task("core", "Migrate the tests below core/", List.of(), "41 succeeded")
        .task(
            "http",
            "Migrate the tests below http/",
            List.of(),
            "18 failed: the check failed with exit code 1: ParserTest.java:[41,7] cannot find"
                + " symbol",
            "27 succeeded")
        .task("json", "Migrate the tests below json/", List.of(), "22 succeeded")
        .task(
            "cli",
            "Migrate the tests below cli/",
            List.of("core"),
            "16 conflict: conflicts with what had been merged: cli/src/test/java/ArgsTest.java",
            "19 succeeded")
        .task(
            "legacy",
            "Migrate the old integration tests",
            List.of(),
            "30 stalled: no output for 30s",
            "30 timed-out: it took longer than its limit of 30s")
        .task("legacy-docs", "Describe the integration tests", List.of("legacy"), "10 succeeded")
        .task(
            "speed",
            "Run the tests of a class side by side",
            List.of("json"),
            "12 rejected: the combined check fails with it: 3 tests fail in JsonWriterTest",
            "14 succeeded")
        .task("count", "Count what is left of JUnit 4", List.of("cli", "speed"), "2.5 empty");
  }

  /** Returns the eight tasks in the middle of their run. */
  public static Report running() {
    return eightTasks().after(Duration.ofSeconds(58));
  }

  /** Returns one task that succeeded. */
  public static Report one() {
    return new SampleRun("One task", 2, Duration.ofSeconds(1))
        .task("one", "one", List.of(), "3.2 succeeded")
        .finished();
  }

  /** Returns many tasks in eight layers, a few of which fail. */
  public static Report many(int tasks, int slots) {
    return MANY.computeIfAbsent(tasks + "/" + slots, _ -> play(tasks, slots));
  }

  private static Report play(int tasks, int slots) {
    Random random = new Random(7);
    SampleRun run = new SampleRun("Raise the language level", slots, Duration.ofSeconds(4));
    for (int i = 0; i < tasks; i++) {
      String id = "module-%03d".formatted(i);
      List<String> needs =
          i % 8 == 0 || i % 4 != 3
              ? List.of()
              : List.of("module-%03d".formatted(Math.max(0, i - 1 - random.nextInt(6))));
      String seconds = String.valueOf(2 + random.nextInt(120) / 10.0);
      String[] tries =
          switch (random.nextInt(20)) {
            case 0 -> new String[] {seconds + " failed: the check failed with exit code 2"};
            case 1, 2 -> new String[] {seconds + " failed: exit code 1", seconds + " succeeded"};
            case 3 ->
                new String[] {seconds + " conflict: conflicts in pom.xml", seconds + " succeeded"};
            default -> new String[] {seconds + " succeeded"};
          };
      run.task(id, "Raise the language level of module %d".formatted(i), needs, tries);
    }
    return run.finished();
  }
}

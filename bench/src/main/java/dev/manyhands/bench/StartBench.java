package dev.manyhands.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How long commands take as whole processes, beside the JVM alone. */
final class StartBench implements Bench.Measurement {
  private static final int TIMES = 20;

  @Override
  public void run(Lab lab) throws Exception {
    Path repo = lab.repository("start", 20);
    lab.plan(repo, "version: 1\ntasks: [{id: a, command: echo x > x}]\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    double floor = median(lab, repo, List.of(java, "-version"));
    for (String command : List.of("--version", "status", "list")) {
      double took = median(lab, repo, List.of(lab.launcher().toString(), command));
      new Figure("start")
          .with("command", command)
          .with("seconds", took)
          .with("javaVersionSeconds", floor)
          .with("ratio", took / floor)
          .print();
    }
  }

  private static double median(Lab lab, Path repo, List<String> argv) throws Exception {
    double[] times = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      times[i] = lab.run(repo, argv).seconds();
    }
    Arrays.sort(times);
    return times[TIMES / 2];
  }
}

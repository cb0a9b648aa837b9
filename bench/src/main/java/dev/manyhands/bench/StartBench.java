package dev.manyhands.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long commands take as whole processes, beside the JVM alone: on the clock, and of the
 * processors, which says more while others use the machine.
 */
final class StartBench implements Bench.Measurement {
  private static final int TIMES = 20;

  /** Of what the shell has waited for, the second line that "times" prints. */
  private static final Pattern CHILDREN = Pattern.compile("\\n(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

  @Override
  public void run(Lab lab) throws Exception {
    Path repo = lab.repository("start", 20);
    lab.plan(repo, "version: 1\ntasks: [{id: a, command: echo x > x}]\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    double floor = median(lab, repo, List.of(java, "-version"));
    double floorCpu = processors(lab, repo, List.of(java, "-version"));
    for (String command : List.of("--version", "status", "list")) {
      List<String> argv = List.of(lab.launcher().toString(), command);
      double took = median(lab, repo, argv);
      double cpu = processors(lab, repo, argv);
      new Figure("start")
          .with("command", command)
          .with("seconds", took)
          .with("javaVersionSeconds", floor)
          .with("ratio", took / floor)
          .with("cpuSeconds", cpu)
          .with("javaVersionCpuSeconds", floorCpu)
          .with("cpuRatio", cpu / floorCpu)
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

  private static double processors(Lab lab, Path repo, List<String> argv) throws Exception {
    String loop = "for i in $(seq %d); do \"$@\" >/dev/null 2>&1; done; times".formatted(TIMES);
    List<String> shell = new ArrayList<>(List.of("bash", "-c", loop, "bash"));
    shell.addAll(argv);
    String times = lab.run(repo, shell).out();
    Matcher children = CHILDREN.matcher(times);
    if (!children.find()) {
      throw new IOException("bash says of its children's times: " + times);
    }
    double minutes = Double.parseDouble(children.group(1)) + Double.parseDouble(children.group(3));
    double seconds = Double.parseDouble(children.group(2)) + Double.parseDouble(children.group(4));
    return (60 * minutes + seconds) / TIMES;
  }
}

package dev.manyhands.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random graphs of sleeping tasks at different concurrencies: the makespan beside what no scheduler
 * can beat, the longer of the critical path and the work over the slots, and what git alone needs
 * for as many attempts in as many lanes.
 */
final class GraphBench implements Bench.Measurement {
  private static final int TASKS = 40;
  private static final int FILES = 100;

  /** The makespan is to be at most this many times the bound, plus what git needs. */
  private static final double GOAL = 1.10;

  @Override
  public void run(Lab lab) throws Exception {
    Path repo = lab.repository("graphs", FILES);
    Path script = lab.script("attempts.sh");
    for (int slots : new int[] {1, 2, 4, 8, 16, 32}) {
      Random random = new Random(slots);
      double[] sleeps = new double[TASKS];
      List<List<Integer>> needs = new ArrayList<>();
      double[] reached = new double[TASKS];
      double work = 0;
      double path = 0;
      StringBuilder plan =
          new StringBuilder("version: 1\nconcurrency: %d\ntasks:\n".formatted(slots));
      for (int i = 0; i < TASKS; i++) {
        sleeps[i] = slots == 1 ? 0.1 : 0.1 + random.nextInt(10) / 10.0;
        needs.add(new ArrayList<>());
        double start = 0;
        for (int n = 0; n < 2 && i > 0 && random.nextInt(3) > 0; n++) {
          int need = random.nextInt(i);
          if (!needs.get(i).contains(need)) {
            needs.get(i).add(need);
            start = Math.max(start, reached[need]);
          }
        }
        reached[i] = start + sleeps[i];
        work += sleeps[i];
        path = Math.max(path, reached[i]);
        plan.append(
            "  - {id: t%d, needs: %s, command: \"sleep %s\"}\n"
                .formatted(i, needs.get(i).stream().map(n -> "t" + n).toList(), sleeps[i]));
      }
      double bound = Math.max(path, work / slots);
      double git = git(lab, script, slots);
      double took = lab.plan(repo, plan.toString()).wallSeconds();
      new Figure("graphs")
          .with("slots", slots)
          .with("seconds", took)
          .with("criticalPathSeconds", path)
          .with("workOverSlotsSeconds", work / slots)
          .with("gitSeconds", git)
          .with("overBound", took / bound)
          .with("overGoal", took / (GOAL * bound + git))
          .print();
    }
  }

  private static double git(Lab lab, Path script, int lanes)
      throws IOException, InterruptedException {
    Path repo = lab.repository("git" + lanes, FILES);
    for (int lane = 1; lane <= lanes; lane++) {
      lab.must(
          repo,
          "git",
          "worktree",
          "add",
          "-q",
          "--detach",
          "../git%d-lanes/lane%d".formatted(lanes, lane));
    }
    int each = Math.ceilDiv(TASKS, lanes);
    Path first = repo.resolveSibling("git%d-lanes/lane1".formatted(lanes));
    Lab.Timed timed = lab.run(first, List.of("bash", script.toString(), "" + lanes, "" + each));
    if (timed.exitCode() != 0) {
      throw new IOException("the script failed: " + timed.out());
    }
    return timed.seconds();
  }
}

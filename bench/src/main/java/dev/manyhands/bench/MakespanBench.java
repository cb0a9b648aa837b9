package dev.manyhands.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fifty helpers that sleep half a second and edit five files each of a repository of two thousand,
 * eight at a time, beside the script that people write for it.
 */
final class MakespanBench implements Bench.Measurement {
  private static final int TASKS = 50;
  private static final int AT_A_TIME = 8;
  private static final int FILES = 5;
  private static final double SLEEP = 0.5;
  private static final int TIMES = 3;

  @Override
  public void run(Lab lab) throws Exception {
    double ideal = Math.ceil((double) TASKS / AT_A_TIME) * SLEEP;
    Path script = lab.script("peer.sh");
    List<Lab.Planned> ours = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      Lab.Planned planned = lab.plan(lab.repository("makespan" + i, 2000), plan());
      requireAllMerged(planned);
      ours.add(planned);
    }
    // Last, and once: it removes a hundred thousand files, and for minutes after that a file system
    // such as ext4 is slow to make new ones, for whoever comes next.
    Path other = lab.repository("peer", 2000);
    Lab.Timed peer = lab.run(other, List.of("bash", script.toString()));
    if (peer.exitCode() != 0) {
      throw new IOException("the script failed: " + peer.out());
    }
    for (Lab.Planned planned : ours) {
      new Figure("makespan")
          .with("seconds", planned.wallSeconds())
          .with("processSeconds", planned.seconds())
          .with("idealSeconds", ideal)
          .with("overIdeal", planned.wallSeconds() / ideal)
          .with("scriptSeconds", peer.seconds())
          .with("overScript", planned.wallSeconds() / peer.seconds())
          .print();
    }
  }

  private static void requireAllMerged(Lab.Planned ours) throws IOException {
    for (var task : ours.report().get("tasks")) {
      if (!task.get("state").stringValue().equals("merged")
          || task.get("changed").get("files").intValue() != FILES) {
        throw new IOException("not merged: " + task);
      }
    }
  }

  private static String plan() {
    StringBuilder plan =
        new StringBuilder("version: 1\nconcurrency: %d\ntasks:\n".formatted(AT_A_TIME));
    for (int task = 0; task < TASKS; task++) {
      StringBuilder edit = new StringBuilder();
      for (int i = 0; i < FILES; i++) {
        edit.append("echo edited >> ").append(Lab.file(task * FILES + i)).append("; ");
      }
      plan.append("  - {id: t%d, command: \"%ssleep %s\"}\n".formatted(task, edit, SLEEP));
    }
    return plan.toString();
  }
}

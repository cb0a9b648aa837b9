package dev.manyhands.bench;

import java.nio.file.Path;

/** A thousand tasks that do nothing, sixty-four at a time: what a task costs beyond its work. */
final class OverheadBench implements Bench.Measurement {
  private static final int TASKS = 1000;
  private static final int AT_A_TIME = 64;

  @Override
  public void run(Lab lab) throws Exception {
    Path repo = lab.repository("overhead", 200);
    StringBuilder plan =
        new StringBuilder("version: 1\nconcurrency: %d\ntasks:\n".formatted(AT_A_TIME));
    for (int i = 0; i < TASKS; i++) {
      plan.append("  - {id: t%d, command: [\"true\"]}\n".formatted(i));
    }
    Lab.Planned ours = lab.plan(repo, plan.toString());
    new Figure("overhead")
        .with("tasks", TASKS)
        .with("atATime", AT_A_TIME)
        .with("seconds", ours.wallSeconds())
        .with("msPerTask", ours.wallSeconds() * 1000 / TASKS)
        .print();
  }
}

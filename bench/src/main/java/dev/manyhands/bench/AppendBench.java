package dev.manyhands.bench;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.plan.WorkspaceSpec;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.run.RunRecord;
import dev.manyhands.engine.store.SqliteEventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Durable events a second: one writer alone, and fifty that wait for each of theirs. */
final class AppendBench implements Bench.Measurement {
  private static final Duration TIME = Duration.ofSeconds(3);

  @Override
  public void run(Lab lab) throws Exception {
    for (int writers : new int[] {1, 50}) {
      try (SqliteEventStore store =
          SqliteEventStore.open(lab.folder().resolve("append" + writers + ".db"))) {
        long appended = append(store, writers);
        new Figure("append")
            .with("writers", writers)
            .with("eventsPerSecond", appended / (double) TIME.toSeconds())
            .print();
      }
    }
  }

  private static long append(SqliteEventStore store, int writers) throws Exception {
    AtomicLong appended = new AtomicLong();
    long end = System.nanoTime() + TIME.toNanos();
    List<Future<Long>> writing = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < writers; i++) {
        RunId run = new RunId("writer-" + i);
        store.create(new RunRecord(run, plan(), head(), Instant.EPOCH));
        writing.add(
            threads.submit(
                () -> {
                  long seq = 0;
                  while (System.nanoTime() < end) {
                    store.append(run, seq, List.of(new Event.RunResumed(Instant.EPOCH)));
                    seq++;
                    appended.incrementAndGet();
                  }
                  return seq;
                }));
      }
      for (Future<Long> writer : writing) {
        writer.get();
      }
    }
    return appended.get();
  }

  private static Head head() {
    return new Head(new CommitId("0".repeat(40)), new TreeId("0".repeat(40)));
  }

  private static Plan plan() {
    Duration hour = Duration.ofHours(1);
    return new Plan(
        "bench",
        "HEAD",
        1,
        new RunLimits(hour, hour, Budget.UNLIMITED),
        new WorkspaceSpec(null, List.of()),
        Map.of(),
        List.of(),
        List.of(
            new TaskSpec(
                new TaskId("task"),
                "task",
                AgentName.COMMAND,
                new Work.Program(List.of("true")),
                List.of(),
                List.of(),
                null,
                new TaskLimits(hour, hour, hour, 0))),
        new Combine(null, Combine.OnConflict.BY_WORK, 0, "bench", List.of()));
  }
}

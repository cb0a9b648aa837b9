package dev.manyhands.engine.store;

import dev.manyhands.core.run.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A program that appends events for as long as it lives, and says so when each is durable. */
final class Appender {
  private Appender() {}

  /** Starts it: the database's file, and the number of threads. */
  public static void main(String[] arguments) throws InterruptedException {
    try (SqliteEventStore store = SqliteEventStore.open(Path.of(arguments[0]))) {
      int count = Integer.parseInt(arguments[1]);
      List<Thread> threads =
          IntStream.range(0, count)
              .mapToObj(i -> Thread.ofPlatform().start(() -> append(store, "r" + i)))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void append(SqliteEventStore store, String name) {
    RunId run = new RunId(name);
    store.create(Stores.run(name));
    for (long last = 0; last < Long.MAX_VALUE; last++) {
      store.append(run, last, List.of(Stores.event(last + 1)));
      System.out.printf("%s %d%n", name, last + 1);
      System.out.flush();
    }
  }
}

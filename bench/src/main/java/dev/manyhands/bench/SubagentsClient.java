package dev.manyhands.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One contestant of {@link SubagentsBench}, in a process of its own: NAME PORT COUNT. */
final class SubagentsClient {
  private static final int WARM_ROUNDS = 4;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private SubagentsClient() {}

  /** Does the work of one subagent, and fails unless it comes to its end. */
  @FunctionalInterface
  interface Contestant {
    void work(int number) throws Exception;
  }

  static List<String> contestants() {
    return List.of("builtin", "bare", "bare-streamed", "langchain4j", "langchain4j-agentic");
  }

  public static void main(String[] arguments) throws Exception {
    String name = arguments[0];
    int port = Integer.parseInt(arguments[1].strip());
    int count = Integer.parseInt(arguments[2]);
    Path folder = Path.of("").toAbsolutePath();
    Contestant contestant =
        switch (name) {
          case "builtin" -> new BuiltInContestant(port, folder);
          case "bare" -> new BareContestant(port, folder, false);
          case "bare-streamed" -> new BareContestant(port, folder, true);
          case "langchain4j" -> new LangChain4jContestant(port, folder);
          case "langchain4j-agentic" -> new AgenticContestant(port, folder);
          default -> throw new IllegalArgumentException(name);
        };
    Figure figure = new Figure("subagents").with("agent", name).with("count", count);
    Round cold = round(contestant, count);
    figure.with("coldSeconds", cold.seconds()).with("coldCpuSeconds", cold.cpuSeconds());
    List<Round> warm = new ArrayList<>();
    for (int i = 0; i < WARM_ROUNDS; i++) {
      warm.add(round(contestant, count));
    }
    // The first rounds still compile.
    List<Round> last = warm.subList(WARM_ROUNDS / 2, WARM_ROUNDS);
    figure
        .with("warmSeconds", last.stream().mapToDouble(Round::seconds).min().orElseThrow())
        .with("warmCpuSeconds", last.stream().mapToDouble(Round::cpuSeconds).min().orElseThrow())
        .with("peakMegabytes", peakKilobytes() / 1024)
        .with("heldMegabytes", heldBytes(contestant, count) >> 20)
        .print();
    // Pools of other libraries would keep the process.
    System.exit(0);
  }

  /** How long all took together, and how much of the processors in this process. */
  private record Round(double seconds, double cpuSeconds) {}

  private static Round round(Contestant contestant, int count) throws Exception {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    List<Future<?>> all = new ArrayList<>(count);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        all.add(
            threads.submit(
                () -> {
                  contestant.work(number);
                  return null;
                }));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Future<?> one : all) {
      one.get();
    }
    return new Round(seconds, (cpuNanos() - cpu) / 1e9);
  }

  /** Returns the most that is alive at once, seen in a round of its own: looking takes time. */
  private static long heldBytes(Contestant contestant, int count) throws Exception {
    AtomicLong most = new AtomicLong();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    Thread looking =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    memory.gc();
                    most.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
                    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                  }
                });
    try {
      round(contestant, count);
    } finally {
      looking.interrupt();
      looking.join();
    }
    return most.get();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long peakKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }
}

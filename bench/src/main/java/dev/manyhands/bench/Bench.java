package dev.manyhands.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs measurements: all, or those that are named. Takes minutes; wants an otherwise idle machine.
 */
public final class Bench {
  private Bench() {}

  /** A measurement, which prints its figures. */
  @FunctionalInterface
  interface Measurement {
    void run(Lab lab) throws Exception;
  }

  /** Runs the measurements that the arguments name. */
  public static void main(String[] args) throws Exception {
    Map<String, Measurement> all = new LinkedHashMap<>();
    all.put("start", new StartBench());
    all.put("makespan", new MakespanBench());
    all.put("overhead", new OverheadBench());
    all.put("steps", new StepBench());
    all.put("append", new AppendBench());
    all.put("graphs", new GraphBench());
    all.put("subagents", new SubagentsBench());
    all.put("engine", new EngineBench());
    all.put("codex", new CodexBench());
    List<String> chosen = args.length == 0 ? List.copyOf(all.keySet()) : List.of(args);
    for (String name : chosen) {
      Measurement measurement = all.get(name);
      if (measurement == null) {
        System.err.println("no measurement is called " + name + "; there are " + all.keySet());
        continue;
      }
      try (Lab lab = Lab.create(Path.of(System.getProperty("manyhands.root", ".")))) {
        measurement.run(lab);
      }
    }
  }
}

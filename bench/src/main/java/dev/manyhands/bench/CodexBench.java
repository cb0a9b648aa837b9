package dev.manyhands.bench;

import dev.manyhands.testkit.model.RealTools;
import dev.manyhands.testkit.model.ScriptedModel;
import dev.manyhands.testkit.model.ToolSetup;
import dev.manyhands.testkit.model.ToolSetups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Manyhands adds to one short run of Codex: the same scripted model and prompt by {@code codex
 * exec} in a checkout, and by a plan of one task through the launcher. They take turns, and the
 * best of each counts. The model thinks not at all, and then for as long as models do.
 */
final class CodexBench implements Bench.Measurement {
  private static final int ROUNDS = 5;
  private static final List<Integer> THINKING_MS = List.of(0, 2000);
  private static final Pattern TIMES =
      Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*\\z");

  /** How long a process took, and how much of the processors it and its children took. */
  private record Cost(double seconds, double cpuSeconds) {
    Cost best(Cost other) {
      return new Cost(Math.min(seconds, other.seconds()), Math.min(cpuSeconds, other.cpuSeconds()));
    }
  }

  @Override
  public void run(Lab lab) throws Exception {
    Optional<Path> codex = RealTools.find("codex");
    if (codex.isEmpty()) {
      System.err.printf(
          "codex is not measured, for it is not there: set %s to the folder that"
              + " testkit/src/real-agents/install prints%n",
          RealTools.VARIABLE);
      return;
    }
    Path repo = lab.repository("codex", 20);
    for (int thinking : THINKING_MS) {
      measure(lab, codex.get(), repo, thinking);
    }
  }

  private static void measure(Lab lab, Path codex, Path repo, int thinking) throws Exception {
    ToolSetup setup = ToolSetups.of("codex");
    Path home = Files.createTempDirectory(lab.folder(), "home");
    try (ScriptedModel model =
        ScriptedModel.start(0, ScriptedModel.parse(script(thinking)), _ -> {})) {
      setup.writeFiles(model, home);
      List<String> start = new ArrayList<>(List.of("env"));
      setup.environment(model, home).forEach((name, value) -> start.add(name + "=" + value));
      start.add("PATH=" + codex.getParent() + ":" + System.getenv("PATH"));
      Cost direct = new Cost(Double.MAX_VALUE, Double.MAX_VALUE);
      Cost through = direct;
      // The first round warms caches of files, and makes the workspace.
      for (int round = 0; round <= ROUNDS; round++) {
        Path checkout = lab.folder().resolve("checkout-" + thinking + "-" + round);
        lab.must(lab.folder(), "git", "clone", "-q", repo.toString(), checkout.toString());
        List<String> alone = new ArrayList<>(start);
        alone.add(codex.toString());
        alone.addAll(
            setup.oneShot("Write. [[script:short#" + round + "]]", checkout).orElseThrow());
        Cost one = cost(lab, checkout, alone);
        demandWritten(checkout);
        Path plan =
            Files.writeString(
                lab.folder().resolve("codex.yaml"),
                """
                version: 1
                agent: codex
                env: {%s}
                tasks: [{id: short, prompt: "Write. [[script:short#planned-%d]]"}]
                """
                    .formatted(environment(setup, model, home), round));
        List<String> planned = new ArrayList<>(start);
        planned.addAll(
            List.of(lab.launcher().toString(), "run", plan.toString(), "--json", "--quiet"));
        Cost other = cost(lab, repo, planned);
        if (round > 0) {
          direct = direct.best(one);
          through = through.best(other);
        }
      }
      new Figure("codex")
          .with("modelSeconds", thinking * 2 / 1000.0)
          .with("directSeconds", direct.seconds())
          .with("throughSeconds", through.seconds())
          .with("ratio", through.seconds() / direct.seconds())
          .with("directCpuSeconds", direct.cpuSeconds())
          .with("throughCpuSeconds", through.cpuSeconds())
          .print();
    }
  }

  private static String script(int thinking) {
    return """
    scripts:
      short:
        - {delay: %1$dms, write: {path: short.txt, content: "It is short."}}
        - {delay: %1$dms, text: It is written.}
    """
        .formatted(thinking);
  }

  /** Returns what the tool gets beside its home: of a client's environment it gets little. */
  private static String environment(ToolSetup setup, ScriptedModel model, Path home) {
    return setup.environment(model, home).entrySet().stream()
        .filter(each -> !each.getKey().equals("HOME"))
        .map(each -> "%s: '%s'".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void demandWritten(Path checkout) throws IOException {
    if (!Files.exists(checkout.resolve("short.txt"))) {
      throw new IOException("codex wrote nothing in " + checkout);
    }
  }

  /** Runs it below a shell, which knows what all its children took. */
  private static Cost cost(Lab lab, Path directory, List<String> argv)
      throws IOException, InterruptedException {
    Path log = lab.folder().resolve("codex.log");
    List<String> all =
        new ArrayList<>(
            List.of("sh", "-c", "\"$@\" >'" + log + "' 2>&1; c=$?; times; exit $c", "sh"));
    all.addAll(argv);
    Lab.Timed ended = lab.run(directory, all);
    Matcher times = TIMES.matcher(ended.out());
    if (ended.exitCode() != 0 || !times.find()) {
      throw new IOException(
          argv + " ended with " + ended.exitCode() + ": " + Files.readString(log));
    }
    return new Cost(ended.seconds(), seconds(times, 1) + seconds(times, 3));
  }

  private static double seconds(Matcher times, int group) {
    return 60 * Integer.parseInt(times.group(group)) + Double.parseDouble(times.group(group + 1));
  }
}

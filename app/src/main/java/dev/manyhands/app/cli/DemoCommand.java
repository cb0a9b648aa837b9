package dev.manyhands.app.cli;

import dev.manyhands.app.demo.DemoCache;
import dev.manyhands.app.demo.DemoText;
import dev.manyhands.app.demo.Downloads;
import dev.manyhands.app.demo.Jars;
import dev.manyhands.app.demo.Maven;
import dev.manyhands.app.demo.Verdict;
import dev.manyhands.app.demo.Workbench;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.plan.PlanReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** {@code manyhands demo}. */
final class DemoCommand extends Command {
  private final OptionSpec dir =
      option(
          "--dir",
          "DIR",
          "Work in this folder, which must be empty, new or of an earlier demo (default: below the"
              + " cache folder).");
  private final OptionSpec concurrency =
      number("--concurrency", "N", "Helpers at a time (default: one a processor, 3 or 4).");
  private final OptionSpec sequential =
      flag("Then run the same plan with one helper at a time, and compare.", "--sequential");
  private final CarryOptions carry = new CarryOptions();
  private final Map<String, String> environment = System.getenv();

  DemoCommand(Console console) {
    super(
        console, "demo", "See helpers at work: a real library, modernised by many hands at once.");
    explain(
        "Makes a git repository of Apache Commons Collections, writes a plan, and runs it just as"
            + " 'manyhands run' does. Ten helpers rewrite a part of the library each, with Error"
            + " Prone. Of two more, one hangs and one breaks the build. You see how both are dealt"
            + " with, and the rest become one commit on which the library's own tests pass.",
        "It needs git and a JDK, no key and no coding tool. The first demo fetches 18 MB with"
            + " Maven; later ones need no network. It takes about a minute on two processors.",
        "The repository and the plan stay where they are until the next demo in the same folder."
            + " Ctrl-C keeps the work so far, and says how to go on.",
        "Exit code 0 means that all went as it should, the two failures included; otherwise it is"
            + " that of the run.");
    add(dir, concurrency, sequential);
    add(carry.options());
    examples(
        "manyhands demo",
        "manyhands demo --sequential",
        "manyhands demo --dir /tmp/demo --json | jq .checks");
  }

  @Override
  int run() throws InterruptedException {
    if (carry.json() && isSet(sequential)) {
      throw ManyhandsException.usage(
          "--json prints one report, and --sequential makes two", "leave one of them out");
    }
    int helpers = helpers();
    DemoCache cache = DemoCache.of(environment);
    String named = text(dir);
    Path folder = named == null ? cache.workbench() : Path.of(named);
    Jars jars = new Downloads(cache, this::maven, console::note).get();
    try (Workbench workbench = Workbench.take(folder, environment)) {
      workbench.prepare(jars, helpers);
      Plan plan = new PlanReader().read(workbench.plan(), Set.of()).orThrow();
      note(DemoText.beginning(plan.tasks().size(), helpers));
      note(DemoText.places(workbench));
      return new Showing(workbench, plan).run();
    }
  }

  private Maven maven() {
    return Maven.find(
        System.getProperty("manyhands.launcher"), environment.getOrDefault("PATH", ""));
  }

  private int helpers() {
    Integer asked = number(concurrency);
    if (asked == null) {
      return Math.clamp(Runtime.getRuntime().availableProcessors(), 3, 4);
    }
    if (asked < 1 || asked > 100) {
      throw ManyhandsException.usage("--concurrency must be from 1 to 100, not " + asked, "");
    }
    return asked;
  }

  private void note(List<String> lines) {
    lines.forEach(console::note);
  }

  /** Standard output is for the report alone when a program reads it. */
  private void tell(List<String> lines) {
    lines.forEach(carry.json() ? console::note : console::result);
  }

  /** Runs the plan once or twice, and tells what came of it. */
  private final class Showing {
    private final Workbench workbench;
    private final Plan plan;
    private int exitCode;

    Showing(Workbench workbench, Plan plan) {
      this.workbench = workbench;
      this.plan = plan;
    }

    int run() throws InterruptedException {
      Progress progress = new Progress();
      try (EmbeddedOrchestrator orchestrator =
          EmbeddedOrchestrator.open(workbench.repository(), environment, progress, progress)) {
        Foreground foreground = new Foreground(console, orchestrator, progress, carry);
        Report parallel = carry(orchestrator, foreground, plan);
        if (exitCode == ExitCode.INTERRUPTED) {
          return exitCode;
        }
        if (isSet(sequential)) {
          console.note("Now the same with one helper at a time.");
          Report second = carry(orchestrator, foreground, plan.withConcurrency(1));
          if (exitCode == ExitCode.INTERRUPTED) {
            return exitCode;
          }
          tell(DemoText.comparison(parallel, plan.concurrency(), second));
        } else {
          tell(DemoText.time(parallel, plan.concurrency()));
        }
        tell(DemoText.ending(workbench, parallel, orchestrator.home().root()));
        return exitCode;
      }
    }

    private Report carry(EmbeddedOrchestrator orchestrator, Foreground foreground, Plan asked)
        throws InterruptedException {
      RunId id = orchestrator.submit(asked);
      int code = foreground.carry(id);
      Report report = orchestrator.report(id);
      if (code == ExitCode.INTERRUPTED) {
        console.note("Both with:   --repo " + workbench.repository());
        exitCode = code;
        return report;
      }
      Verdict verdict = Verdict.of(report);
      tell(DemoText.verdict(verdict));
      if (!verdict.asPlanned()) {
        exitCode = Math.max(code, ExitCode.SOME_FAILED);
      }
      return report;
    }
  }
}

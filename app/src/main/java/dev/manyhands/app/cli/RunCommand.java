package dev.manyhands.app.cli;

import dev.manyhands.app.http.EngineClient;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.Orchestrator;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.plan.PlanReader;
import dev.manyhands.engine.plan.PlanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands run PLAN}. */
final class RunCommand extends Command {
  private static final String STANDARD_INPUT = "-";

  private final PositionalParamSpec planFile =
      parameter(0, "PLAN", true, "The plan: a YAML or JSON file, or - for standard input.");
  private final OptionSpec concurrency =
      number("--concurrency", "N", "Subagents at a time, whatever the plan says.");
  private final OptionSpec detach =
      flag("Print the run's id and go on in the background.", "-d", "--detach");
  private final CarryOptions carry = new CarryOptions();

  RunCommand(Console console) {
    super(console, "run", "Carry out a plan: helpers in parallel, one combined result.");
    explain(
        "Each task is done by a helper in a workspace of its own, from one fixed base commit. Your"
            + " checkout, index, stash and branches are not touched: the result is a new branch,"
            + " one commit on top of the base. 'manyhands land' brings it into your branch.",
        "Ctrl-C ends the helpers, keeps their work and leaves the run ready to be resumed.");
    addRepo();
    add(planFile, concurrency, detach);
    add(carry.options());
    examples(
        "manyhands run plan.yaml",
        "manyhands run plan.yaml --detach",
        "manyhands run - --json < plan.yaml | jq .status",
        "",
        "A plan:",
        "  version: 1",
        "  tasks:",
        "    - id: count",
        "      command: grep -rc @Test . > counts.txt",
        "    - id: format",
        "      command: [\"npx\", \"prettier\", \"--write\", \"src\"]",
        "  combine: {check: npm test}");
  }

  @Override
  int run() throws InterruptedException {
    Plan plan = plan();
    if (isSet(detach)) {
      return detach(plan);
    }
    Optional<EngineClient> engine = engine();
    if (engine.isPresent()) {
      try (EngineClient client = engine.get()) {
        return carry(client.repository(directory()), new Progress(), plan);
      }
    }
    Progress progress = new Progress();
    try (EmbeddedOrchestrator orchestrator = open(progress, progress)) {
      return carry(orchestrator, progress, plan);
    }
  }

  private int carry(Orchestrator orchestrator, Progress progress, Plan plan)
      throws InterruptedException {
    RunId id = orchestrator.submit(plan);
    return new Foreground(console, orchestrator, progress, carry).carry(id);
  }

  private int detach(Plan plan) throws InterruptedException {
    try (EngineClient client = EngineClient.connectOrStart(System.getenv())) {
      Orchestrator orchestrator = client.repository(directory());
      RunId id = orchestrator.submit(plan);
      orchestrator.carry(id);
      console.result(id.value());
      console.note("'manyhands status %s' shows how it goes.".formatted(id));
      return ExitCode.OK;
    }
  }

  private Plan plan() {
    String file = Objects.requireNonNull(text(planFile));
    AgentCatalog agents = agents();
    PlanResult result;
    try {
      result =
          file.equals(STANDARD_INPUT)
              ? new PlanReader().read(System.in, "<stdin>", agents.names())
              : new PlanReader().read(Path.of(file), agents.names());
    } catch (IOException e) {
      throw ManyhandsException.external("the plan cannot be read: " + e.getMessage(), "", e);
    }
    if (result instanceof PlanResult.Valid valid) {
      valid.warnings().forEach(warning -> console.note("warning: " + warning));
    }
    if (result instanceof PlanResult.Invalid invalid
        && invalid.message().contains("unknown agent")) {
      // Perhaps its definition is broken.
      agents.warnings().forEach(warning -> console.note("warning: " + warning));
    }
    Plan plan = result.orThrow();
    Integer asked = number(concurrency);
    if (asked == null) {
      return plan;
    }
    if (asked < 1 || asked > 10_000) {
      throw ManyhandsException.usage("--concurrency must be from 1 to 10000, not " + asked, "");
    }
    return plan.withConcurrency(asked);
  }
}

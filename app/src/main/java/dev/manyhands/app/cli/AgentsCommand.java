package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.agent.catalog.AgentStatus;
import dev.manyhands.engine.agent.catalog.KnownAgent;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands agents}. */
final class AgentsCommand extends Command {
  private final PositionalParamSpec name =
      parameter(0, "NAME", false, "An agent, of which everything is said (default: all).");
  private final OptionSpec json = flag("Print a JSON array.", "--json");

  AgentsCommand(Console console) {
    super(console, "agents", "List the kinds of helpers that plans can name.");
    explain(
        "Agents are the tools that Manyhands knows, those that you describe in .manyhands/agents or"
            + " ~/.config/manyhands/agents, and the subagents that you have for other tools:"
            + " .claude/agents, .codex/agents, .cursor/agents, .opencode/agents and .agents/agents,"
            + " in the repository and in your home. Of several with one name the first of these"
            + " counts.",
        "Tools are asked for their version and whether you are logged in; no model is called.");
    addRepo();
    add(name);
    add(json);
  }

  @Override
  int run() throws InterruptedException {
    AgentCatalog catalog = agents();
    catalog.warnings().forEach(warning -> console.note("warning: " + warning));
    String wanted = text(name);
    Collection<KnownAgent> agents =
        wanted == null ? catalog.agents() : List.of(one(catalog, wanted));
    List<AgentStatus> statuses = catalog.status(agents);
    if (isSet(json)) {
      console.result(AgentTexts.json(statuses));
    } else if (wanted == null) {
      console.result(AgentTexts.table(statuses));
      console.note("'manyhands agents NAME' says more of one, 'manyhands doctor' what is missing.");
    } else {
      console.result(AgentTexts.details(statuses.getFirst()));
    }
    return ExitCode.OK;
  }

  private KnownAgent one(AgentCatalog catalog, String wanted) {
    return catalog.agents().stream()
        .filter(agent -> agent.name().value().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                ManyhandsException.usage(
                    "there is no agent '%s'".formatted(wanted),
                    "'manyhands agents' lists those that there are"));
  }
}

package dev.manyhands.app.cli;

import dev.manyhands.engine.agent.AgentCatalog;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code manyhands agents}. */
final class AgentsCommand extends Command {
  private final OptionSpec json = flag("Print a JSON array.", "--json");

  AgentsCommand(Console console) {
    super(console, "agents", "List the kinds of helpers that plans can name.");
    addRepo();
    add(json);
  }

  @Override
  int run() {
    if (isSet(json)) {
      ArrayNode array = JsonMapper.shared().createArrayNode();
      for (AgentCatalog.Entry agent : AgentCatalog.entries()) {
        array
            .addObject()
            .put("name", agent.name().value())
            .put("description", agent.description())
            .put("available", true)
            .putNull("reason");
      }
      console.result(array.toPrettyString());
      return ExitCode.OK;
    }
    TextTable table = new TextTable("AGENT", "WHAT IT IS");
    AgentCatalog.entries().forEach(a -> table.row(a.name().value(), a.description()));
    console.result(table.text());
    return ExitCode.OK;
  }
}

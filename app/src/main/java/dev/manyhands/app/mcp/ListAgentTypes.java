package dev.manyhands.app.mcp;

import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.agent.catalog.AgentStatus;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Lists the kinds of subagents. */
final class ListAgentTypes implements McpTool {
  @Override
  public String name() {
    return "list_agent_types";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    Answer answer = Answer.about(call.connection());
    ArrayNode agents = answer.body().putArray("agents");
    AgentCatalog catalog = call.connection().agents(call.arguments());
    for (AgentStatus status : catalog.status(catalog.agents())) {
      Optional<AgentStatus.Problem> problem = status.problem();
      agents
          .addObject()
          .put("name", status.agent().name().value())
          .put("description", status.agent().description())
          .put("available", problem.isEmpty())
          .put("reason", problem.map(AgentStatus.Problem::what).orElse(null));
    }
    return answer;
  }
}

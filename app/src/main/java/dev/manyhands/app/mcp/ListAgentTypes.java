package dev.manyhands.app.mcp;

import dev.manyhands.engine.agent.AgentCatalog;
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
    for (AgentCatalog.Entry agent : AgentCatalog.entries()) {
      agents
          .addObject()
          .put("name", agent.name().value())
          .put("description", agent.description())
          .put("available", true)
          .putNull("reason");
    }
    return answer;
  }
}

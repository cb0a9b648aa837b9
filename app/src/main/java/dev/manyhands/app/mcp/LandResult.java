package dev.manyhands.app.mcp;

import dev.manyhands.engine.Landed;

/** Brings a result into the branch that is checked out. */
final class LandResult implements McpTool {
  @Override
  public String name() {
    return "land";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    RunView view = call.view();
    Landed landed = view.orchestrator().land(view.run());
    Answer answer = Answer.about(view);
    answer
        .body()
        .put("branch", landed.branch())
        .put("commit", landed.commit().hex())
        .put("before", landed.before())
        .put("combined", landed.combined());
    return answer;
  }
}

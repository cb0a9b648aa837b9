package dev.manyhands.app.mcp;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.QuestionName;
import java.util.Set;

/** Answers what a subagent asked. */
final class AnswerAgent implements McpTool {
  @Override
  public String name() {
    return "answer";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    TaskId id = call.arguments().task();
    String text = call.arguments().required("text");
    QuestionName question =
        new QuestionName(
            call.arguments().integer("attempt", 1, Integer.MAX_VALUE).orElse(0),
            call.arguments().integer("question", 1, Integer.MAX_VALUE).orElse(0));
    RunView view = call.view();
    WaitAgents.demandKnown(view, Set.of(id));
    view.orchestrator().answer(view.run(), id, question, text);
    view.catchUp();
    Answer answer = Answer.about(view);
    answer.body().put("id", id.value());
    return answer;
  }
}

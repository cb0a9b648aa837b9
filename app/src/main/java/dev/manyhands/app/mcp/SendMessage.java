package dev.manyhands.app.mcp;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Event;
import dev.manyhands.engine.run.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Tells a subagent something. */
final class SendMessage implements McpTool {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "send_message";
  }

  @Override
  public Answer call(ToolCall call) throws InterruptedException {
    TaskId id = call.arguments().task();
    String message = call.arguments().required("message");
    boolean interrupt = call.arguments().flag("interrupt");
    RunView view = call.view();
    Interrupted.goOn(view);
    WaitAgents.demandKnown(view, Set.of(id));
    long before = lastEvent(view);
    view.orchestrator().send(view.run(), id, message, interrupt);
    boolean delivered = isDelivered(view, id, before);
    view.catchUp();
    Answer answer = Answer.about(view);
    answer.body().put("id", id.value()).put("status", delivered ? "delivered" : "queued");
    return answer;
  }

  private static long lastEvent(RunView view) throws InterruptedException {
    view.catchUp();
    return view.seen();
  }

  /** Waits a moment: a message that interrupts is usually heard at once. */
  private static boolean isDelivered(RunView view, TaskId id, long after)
      throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    long seen = after;
    int number = 0;
    while (true) {
      Duration left = Duration.ofNanos(giveUp - System.nanoTime());
      List<StoredEvent> events =
          left.isPositive() ? view.orchestrator().events(view.run(), seen, 100, left) : List.of();
      if (events.isEmpty()) {
        return false;
      }
      for (StoredEvent stored : events) {
        seen = stored.seq();
        if (stored.event() instanceof Event.MessageSent sent && sent.task().equals(id)) {
          number = sent.number();
        }
        if (stored.event() instanceof Event.MessageDelivered delivered
            && delivered.task().equals(id)
            && delivered.number() == number) {
          return true;
        }
      }
    }
  }
}

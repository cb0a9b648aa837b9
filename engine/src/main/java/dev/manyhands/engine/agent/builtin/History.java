package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation so far: what is sent with each model call. When it is too long, first what old
 * tools printed is left out, then all but the latest step is replaced by a summary.
 */
final class History {
  private static final String LEFT_OUT = "[left out to save space; use the tool again if needed]";
  private static final int STEPS_KEPT_WHOLE = 4;
  private static final int SHORT = 500;
  private static final int MOST_SUMMARISED = 200_000;

  private final SystemMessage system;
  private final List<ChatMessage> messages = new ArrayList<>();
  private String task = "";

  History(String system) {
    this.system = SystemMessage.from(system);
  }

  List<ChatMessage> messages() {
    List<ChatMessage> all = new ArrayList<>(messages.size() + 1);
    all.add(system);
    all.addAll(messages);
    return all;
  }

  void told(String text) {
    if (task.isEmpty()) {
      task = text;
    }
    messages.add(UserMessage.from(text));
  }

  void add(ChatMessage message) {
    messages.add(message);
  }

  /** Leaves out long results of old steps; returns how many characters that saves. */
  int prune() {
    int saved = 0;
    int steps = 0;
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof AiMessage) {
        steps++;
      } else if (steps >= STEPS_KEPT_WHOLE
          && messages.get(i) instanceof ToolExecutionResultMessage result
          && result.text().length() > SHORT) {
        saved += result.text().length() - LEFT_OUT.length();
        messages.set(i, ToolExecutionResultMessage.from(result.id(), result.toolName(), LEFT_OUT));
      }
    }
    return saved;
  }

  /** Returns about how many characters are sent. */
  int length() {
    return messages.stream().mapToInt(message -> text(message).length()).sum();
  }

  /** Returns a request that asks for a summary of everything. */
  List<ChatMessage> summaryRequest() {
    StringBuilder all = new StringBuilder();
    for (ChatMessage message : messages) {
      all.append(text(message)).append('\n');
    }
    int cut = Math.max(0, all.length() - MOST_SUMMARISED);
    return List.of(
        SystemMessage.from(
            "You shorten the record of an engineer's work, so that the engineer can go on from the"
                + " summary alone."),
        UserMessage.from(
            """
            Summarise the record below: what was asked, what was found out (with paths and names), \
            what was changed and why, what failed, and what is still to be done. Be exact and brief.

            <record>
            %s
            </record>\
            """
                .formatted(all.substring(cut))));
  }

  /** Replaces everything before the latest step by a summary, and keeps the task's own words. */
  void replace(String summary) {
    int latest = messages.size();
    while (latest > 0 && !(messages.get(latest - 1) instanceof AiMessage)) {
      latest--;
    }
    List<ChatMessage> kept =
        latest == 0 ? List.of() : List.copyOf(messages.subList(latest - 1, messages.size()));
    messages.clear();
    messages.add(
        UserMessage.from(
            "%s%n%nThe conversation so far was too long. This is what happened:%n%s"
                .formatted(task, summary)));
    messages.addAll(kept);
  }

  private static String text(ChatMessage message) {
    return switch (message) {
      case AiMessage ai ->
          "ENGINEER: %s %s".formatted(ai.text() == null ? "" : ai.text(), uses(ai));
      case ToolExecutionResultMessage result -> "RESULT: " + result.text();
      case UserMessage user -> "TASK: " + user.singleText();
      default -> "";
    };
  }

  private static String uses(AiMessage ai) {
    StringBuilder uses = new StringBuilder();
    ai.toolExecutionRequests()
        .forEach(use -> uses.append(use.name()).append(' ').append(use.arguments()).append(' '));
    return uses.toString();
  }
}

package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools of a session: asks whether one may be used, uses it, and says so. */
final class Toolbelt {
  private static final int MOST_CHARS = 100_000;
  private static final int SHOWN = 400;

  private final List<Tool> tools;
  private final List<ToolSpecification> specifications;
  private final Assignment assignment;
  private final Journal journal;
  private @Nullable String denial;

  Toolbelt(List<Tool> tools, Assignment assignment, Journal journal) {
    this.tools = List.copyOf(tools);
    this.specifications = tools.stream().map(Tool::specification).toList();
    this.assignment = assignment;
    this.journal = journal;
  }

  List<ToolSpecification> specifications() {
    return specifications;
  }

  /** Does what the model wants done; what goes wrong is for the model to hear. */
  ToolExecutionResultMessage use(ToolExecutionRequest wanted) throws InterruptedException {
    String id = Objects.requireNonNullElse(wanted.id(), wanted.name());
    try {
      Tool tool = find(wanted.name());
      ToolArguments arguments = ToolArguments.parse(wanted.arguments());
      Gate.Request request = tool.request(arguments);
      Gate.Verdict verdict = assignment.gate().ask(request);
      assignment.events().accept(new AgentEvent.ToolStarted(id, request.tool(), request.target()));
      String line = (request.tool() + " " + request.target()).strip();
      assignment.activity().accept(line);
      journal.add("> " + line);
      if (!verdict.allowed()) {
        denial = "%s was not allowed: %s".formatted(line, verdict.reason());
        return ended(wanted, id, false, "not allowed: " + verdict.reason(), Duration.ZERO);
      }
      long start = System.nanoTime();
      try {
        String result = tool.use(arguments);
        return ended(wanted, id, true, result, since(start));
      } catch (IOException e) {
        return ended(wanted, id, false, message(e), since(start));
      }
    } catch (IOException e) {
      assignment.events().accept(new AgentEvent.ToolStarted(id, wanted.name(), ""));
      return ended(wanted, id, false, message(e), Duration.ZERO);
    }
  }

  /** Returns what was denied last since this was asked, if anything was. */
  Optional<String> takeDenial() {
    Optional<String> taken = Optional.ofNullable(denial);
    denial = null;
    return taken;
  }

  /** Returns what the model hears of a tool that was interrupted, or never used. */
  static ToolExecutionResultMessage interrupted(ToolExecutionRequest wanted) {
    return message(wanted, false, "you were interrupted before this was done");
  }

  private Tool find(String name) throws IOException {
    for (Tool tool : tools) {
      if (tool.name().equals(name)) {
        return tool;
      }
    }
    throw new IOException("there is no tool '" + name + "'");
  }

  private ToolExecutionResultMessage ended(
      ToolExecutionRequest wanted, String id, boolean ok, String result, Duration took) {
    String shown = result.length() > SHOWN ? result.substring(0, SHOWN) : result;
    assignment.events().accept(new AgentEvent.ToolEnded(id, ok, shown, took));
    journal.add(result);
    return message(wanted, ok, result);
  }

  private static ToolExecutionResultMessage message(
      ToolExecutionRequest wanted, boolean ok, String result) {
    String text =
        result.length() > MOST_CHARS ? result.substring(0, MOST_CHARS) + "\n[cut off]" : result;
    return ToolExecutionResultMessage.builder()
        .id(wanted.id())
        .toolName(wanted.name())
        // Some servers refuse empty texts.
        .text(text.isBlank() ? "[empty]" : text)
        .isError(!ok)
        .build();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String message(IOException e) {
    String text = e.getMessage();
    return text == null ? e.toString() : text;
  }
}

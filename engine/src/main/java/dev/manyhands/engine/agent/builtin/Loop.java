package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.TurnEnd;
import java.util.List;
import java.util.Optional;

/** The agent itself: calls the model, does what it wants done, until it wants nothing more. */
final class Loop {
  private static final int CHARS_PER_TOKEN = 4;

  private final Assignment assignment;
  private final Settings settings;
  private final Caller caller;
  private final Toolbelt tools;
  private final Optional<ResultTool> result;
  private final Meter meter;
  private final Journal journal;
  private final History history;
  private final String model;

  Loop(
      Assignment assignment,
      Settings settings,
      Caller caller,
      Toolbelt tools,
      Optional<ResultTool> result,
      Meter meter,
      Journal journal,
      History history,
      String model) {
    this.assignment = assignment;
    this.settings = settings;
    this.caller = caller;
    this.tools = tools;
    this.result = result;
    this.meter = meter;
    this.journal = journal;
    this.history = history;
    this.model = model;
  }

  /**
   * Works on what it is told.
   *
   * @throws InterruptedException if the thread was interrupted; another turn may follow
   */
  TurnEnd turn(String text) throws InterruptedException {
    history.told(text);
    try {
      return steps();
    } finally {
      journal.write();
    }
  }

  private TurnEnd steps() throws InterruptedException {
    boolean shortened = false;
    for (int step = 0; step < settings.mostSteps(); step++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      switch (caller.call(request())) {
        case Caller.Result.Answered(ChatResponse response) -> {
          consumed(response);
          Optional<TurnEnd> end = step(response);
          if (end.isPresent()) {
            return end.get();
          }
          if (isLong()) {
            shorten();
          }
        }
        case Caller.Result.Failed(CallFailure.TooLong failure) -> {
          if (shortened) {
            return failed(failure.detail(), true);
          }
          shorten();
          shortened = true;
        }
        case Caller.Result.Failed(CallFailure failure) -> {
          return failed(failure.detail(), failure instanceof CallFailure.Hopeless);
        }
      }
    }
    return failed("it made %d model calls without an end".formatted(settings.mostSteps()), false);
  }

  private ChatRequest request() {
    return ChatRequest.builder()
        .messages(history.messages())
        .toolSpecifications(tools.specifications())
        .build();
  }

  /** Takes an answer; returns the end of the turn if it was the last. */
  private Optional<TurnEnd> step(ChatResponse response) throws InterruptedException {
    AiMessage answer = response.aiMessage();
    String text = answer.text() == null ? "" : answer.text();
    if (!text.isBlank()) {
      assignment.events().accept(new AgentEvent.Said(text));
      assignment.activity().accept(text.strip().lines().findFirst().orElse(""));
      journal.add(text);
    }
    if (answer.hasToolExecutionRequests()) {
      history.add(answer);
      use(answer.toolExecutionRequests());
      return Optional.empty();
    }
    if (response.finishReason() == FinishReason.CONTENT_FILTER) {
      return Optional.of(failed("the model refused to answer", true));
    }
    Optional<String> delivered = result.flatMap(ResultTool::take);
    if (text.isBlank() && delivered.isEmpty()) {
      return Optional.of(failed("the model's answer is empty", false));
    }
    if (!text.isBlank()) {
      history.add(answer);
    }
    if (response.finishReason() == FinishReason.LENGTH) {
      history.told("Your answer was cut off because it is too long. Go on from there.");
      return Optional.empty();
    }
    // Models call it done all the same.
    return tools
        .takeDenial()
        .map(denial -> failed(denial, false))
        .or(() -> Optional.of(new TurnEnd.Done(text, delivered.orElse(null), null)));
  }

  /** Each use has a result, also when it is interrupted: else nothing could follow. */
  private void use(List<ToolExecutionRequest> wanted) throws InterruptedException {
    int done = 0;
    try {
      for (ToolExecutionRequest use : wanted) {
        ToolExecutionResultMessage message = tools.use(use);
        history.add(message);
        done++;
      }
    } finally {
      wanted.subList(done, wanted.size()).stream().map(Toolbelt::interrupted).forEach(history::add);
    }
  }

  private void consumed(ChatResponse response) {
    Usage total = meter.add(response.tokenUsage());
    assignment.events().accept(new AgentEvent.Consumed(total, model));
  }

  private boolean isLong() {
    long known = meter.latestTokens();
    long tokens = known > 0 ? known : history.length() / CHARS_PER_TOKEN;
    return tokens > settings.contextTokens();
  }

  /** Leaves out what is old or, where that is not enough, has it all summarised. */
  private void shorten() throws InterruptedException {
    int before = history.length();
    if (history.prune() > before / 2) {
      return;
    }
    ChatRequest request = ChatRequest.builder().messages(history.summaryRequest()).build();
    switch (caller.call(request)) {
      case Caller.Result.Answered(ChatResponse response) -> {
        consumed(response);
        String summary = response.aiMessage().text();
        history.replace(summary == null ? "(nothing is known)" : summary);
      }
      case Caller.Result.Failed(CallFailure failure) ->
          assignment
              .events()
              .accept(
                  new AgentEvent.Problem(
                      "the conversation could not be shortened: " + failure.detail()));
    }
  }

  private static TurnEnd failed(String reason, boolean hopeless) {
    return new TurnEnd.Failed(Outcome.FAILED, reason, hopeless, null, "");
  }
}

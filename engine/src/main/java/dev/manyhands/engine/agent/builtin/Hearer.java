package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.manyhands.engine.process.Watch;
import org.jspecify.annotations.Nullable;

/** Hears one answer as it comes. The first thing that ends it counts. */
final class Hearer implements StreamingChatResponseHandler {
  private final Watch watch;
  private Caller.@Nullable Result result;

  Hearer(Watch watch) {
    this.watch = watch;
  }

  Caller.Result result() {
    return result == null
        ? new Caller.Result.Failed(new CallFailure.Broken("the answer broke off"))
        : result;
  }

  @Override
  public void onPartialResponse(String text) {
    watch.heard();
  }

  @Override
  public void onPartialThinking(PartialThinking thinking) {
    watch.heard();
  }

  @Override
  public void onPartialToolCall(PartialToolCall call) {
    watch.heard();
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    if (result == null) {
      result = new Caller.Result.Answered(response);
    }
  }

  @Override
  public void onError(Throwable error) {
    if (result == null) {
      result = new Caller.Result.Failed(CallFailure.of(error));
    }
  }
}

package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.manyhands.engine.process.Watch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call, and hears its answer as it comes. The first thing that ends it counts.
 *
 * <p>The thread of the session waits here and not below the library's frames: they would hold, for
 * as long as the model thinks, the request in each of its forms.
 */
final class Hearer implements StreamingChatResponseHandler {
  private static final ScopedValue<Hearer> CURRENT = ScopedValue.newInstance();

  private final Watch watch;
  private volatile Caller.@Nullable Result result;
  private Exchange exchange = Exchange.NONE;

  Hearer(Watch watch) {
    this.watch = watch;
  }

  /**
   * What goes on between this machine and a server.
   *
   * @param sent ends the exchange when it is cancelled
   * @param heard is complete when all is over and heard
   */
  record Exchange(CompletableFuture<?> sent, CompletableFuture<?> heard) {
    static final Exchange NONE =
        new Exchange(
            CompletableFuture.completedFuture(true), CompletableFuture.completedFuture(true));
  }

  /** Takes note of how the call that this thread begins is carried out. */
  static void carry(Exchange exchange) {
    CURRENT.get().exchange = exchange;
  }

  /**
   * Calls the model and waits for the end of its answer.
   *
   * @throws InterruptedException if the thread was interrupted; the call has ended
   */
  Caller.Result call(StreamingChatModel model, ChatRequest request) throws InterruptedException {
    CompletableFuture<Exchange> begun =
        CompletableFuture.supplyAsync(() -> begin(model, request), SharedHttp.THREADS);
    try {
      begun.thenCompose(Exchange::heard).get();
    } catch (InterruptedException e) {
      // Also when it has not begun yet.
      var _ = begun.thenAccept(going -> going.sent().cancel(true));
      throw e;
    } catch (ExecutionException e) {
      onError(e.getCause() == null ? e : e.getCause());
    }
    return result == null
        ? new Caller.Result.Failed(new CallFailure.Broken("the answer broke off"))
        : result;
  }

  private Exchange begin(StreamingChatModel model, ChatRequest request) {
    ScopedValue.where(CURRENT, this).run(() -> model.chat(request, this));
    return exchange;
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

package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.manyhands.engine.agent.throttle.Throttle;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.process.Watch;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Makes the model calls of one session: lets the provider's throttle say when, and tries again what
 * may succeed.
 */
final class Caller {
  private static final int MOST_TRIES = 6;
  private static final int MOST_REFUSALS = 50;
  private static final long FIRST_WAIT_MS = 500;
  private static final long LONGEST_WAIT_MS = 30_000;

  private final StreamingChatModel model;
  private final Throttle throttle;
  private final Watch watch;
  private final Consumer<AgentEvent> events;

  Caller(StreamingChatModel model, Throttle throttle, Watch watch, Consumer<AgentEvent> events) {
    this.model = model;
    this.throttle = throttle;
    this.watch = watch;
    this.events = events;
  }

  /** What came of a call, with all its tries. */
  sealed interface Result {
    record Answered(ChatResponse response) implements Result {}

    record Failed(CallFailure failure) implements Result {}
  }

  /**
   * Calls the model.
   *
   * @throws InterruptedException if the thread was interrupted; the call has ended
   */
  Result call(ChatRequest request) throws InterruptedException {
    int broken = 0;
    int refusals = 0;
    while (true) {
      switch (once(request)) {
        case Result.Answered answered -> {
          return answered;
        }
        case Result.Failed(CallFailure.Limited limited) -> {
          events.accept(new AgentEvent.RateLimited(limited.detail(), limited.retryAfterOrNull()));
          refusals++;
          if (refusals > MOST_REFUSALS) {
            return new Result.Failed(limited);
          }
          Duration wait = limited.retryAfterOrNull();
          pause(wait == null ? backoff(refusals) : wait);
        }
        case Result.Failed(CallFailure.Broken failure) -> {
          broken++;
          if (broken >= MOST_TRIES || !throttle.mayRetry()) {
            return new Result.Failed(failure);
          }
          events.accept(new AgentEvent.Retrying(failure.detail()));
          pause(backoff(broken));
        }
        case Result.Failed failed -> {
          return failed;
        }
      }
    }
  }

  private Result once(ChatRequest request) throws InterruptedException {
    try (Throttle.Permit permit = throttle.acquire(watch)) {
      Result result = new Hearer(watch).call(model, request);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      switch (result) {
        case Result.Answered _ -> permit.succeeded();
        case Result.Failed(CallFailure.Limited limited) ->
            permit.refused(limited.retryAfterOrNull());
        case Result.Failed _ -> {
          // It says nothing about limits.
        }
      }
      return result;
    }
  }

  private void pause(Duration wait) throws InterruptedException {
    watch.pause();
    try {
      Thread.sleep(wait);
    } finally {
      watch.resume();
    }
  }

  /** Doubles, with a random part, so that those who failed together do not come back together. */
  private static Duration backoff(int tries) {
    long most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(tries - 1, 10));
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}

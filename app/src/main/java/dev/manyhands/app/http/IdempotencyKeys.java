package dev.manyhands.app.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers the answers of requests that carried a key, so that one that is sent again because its
 * answer was lost is not carried out again. Safe for any thread.
 */
final class IdempotencyKeys {
  private static final int MOST = 10_000;
  static final int LONGEST = 255;

  /** What was asked under a key; the request is what must be the same. */
  private static final class Asked {
    final String request;
    final CompletableFuture<Answer> answer = new CompletableFuture<>();

    Asked(String request) {
      this.request = request;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Asked> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
          return size() > MOST;
        }
      };

  /** Something that is done once. */
  @FunctionalInterface
  interface Work {
    Answer carryOut() throws InterruptedException;
  }

  /**
   * Carries out a request, or returns what it was answered before. One that failed is carried out
   * again.
   */
  Answer once(String key, String request, Work work) throws InterruptedException {
    if (key.isBlank() || key.length() > LONGEST) {
      throw Refusal.usage("an Idempotency-Key has from 1 to %d characters".formatted(LONGEST), "");
    }
    Asked mine = new Asked(request);
    while (true) {
      Asked first = first(key, mine);
      if (!first.request.equals(request)) {
        throw Refusal.of(422, "this Idempotency-Key stands for another request", "make a new key");
      }
      if (first == mine) {
        return carryOut(key, mine, work);
      }
      try {
        return first.answer.get();
      } catch (ExecutionException e) {
        // The first one failed: this one is carried out.
      }
    }
  }

  private Answer carryOut(String key, Asked mine, Work work) throws InterruptedException {
    try {
      Answer answer = work.carryOut();
      mine.answer.complete(answer);
      return answer;
    } finally {
      if (!mine.answer.isDone()) {
        forget(key, mine);
        mine.answer.completeExceptionally(new IllegalStateException("failed"));
      }
    }
  }

  private Asked first(String key, Asked mine) {
    lock.lock();
    try {
      Asked there = known.putIfAbsent(key, mine);
      return there == null ? mine : there;
    } finally {
      lock.unlock();
    }
  }

  private void forget(String key, Asked mine) {
    lock.lock();
    try {
      known.remove(key, mine);
    } finally {
      lock.unlock();
    }
  }
}

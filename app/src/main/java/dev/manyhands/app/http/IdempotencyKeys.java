package dev.manyhands.app.http;

import dev.manyhands.engine.service.AnsweredRequests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers the answers of requests that carried a key, so that one that is sent again because its
 * answer was lost is not carried out again: for a day, and by the engines to come as well. Safe for
 * any thread.
 */
final class IdempotencyKeys {
  static final int LONGEST = 255;

  private final AnsweredRequests answered;
  private final Map<String, CountDownLatch> going = new ConcurrentHashMap<>();

  IdempotencyKeys(AnsweredRequests answered) {
    this.answered = answered;
  }

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
    CountDownLatch mine = new CountDownLatch(1);
    CountDownLatch other = going.putIfAbsent(key, mine);
    while (other != null) {
      // Then it is known what came of that one, or nothing did.
      other.await();
      other = going.putIfAbsent(key, mine);
    }
    try {
      return alone(key, digest(request), work);
    } finally {
      going.remove(key, mine);
      mine.countDown();
    }
  }

  private Answer alone(String key, String digest, Work work) throws InterruptedException {
    Optional<AnsweredRequests.Known> known = answered.begin(key, digest);
    if (known.isEmpty()) {
      return carryOut(key, work);
    }
    if (!known.get().digest().equals(digest)) {
      throw Refusal.of(422, "this Idempotency-Key stands for another request", "make a new key");
    }
    AnsweredRequests.Text answer =
        known
            .get()
            .answer()
            .orElseThrow(
                () ->
                    Refusal.of(
                        409,
                        "the engine ended while it carried out the request of this Idempotency-Key",
                        "look whether it was carried out, and make a new key if it was not"));
    return new Answer.Json(answer.status(), JsonMapper.shared().readTree(answer.body()));
  }

  private Answer carryOut(String key, Work work) throws InterruptedException {
    boolean kept = false;
    try {
      Answer answer = work.carryOut();
      if (answer instanceof Answer.Json(int status, var body)) {
        answered.answered(key, new AnsweredRequests.Text(status, body.toString()));
        kept = true;
      }
      return answer;
    } finally {
      if (!kept) {
        answered.forget(key);
      }
    }
  }

  private static String digest(String request) {
    try {
      byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

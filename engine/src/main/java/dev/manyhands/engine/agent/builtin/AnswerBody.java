package dev.manyhands.engine.agent.builtin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer as it comes, without a thread that waits for its next piece. Its result is the
 * beginning of what a server says instead of an answer; nothing when there was an answer.
 */
abstract sealed class AnswerBody implements BodySubscriber<String> {
  private final CompletableFuture<String> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  /** Takes the next piece; returns whether more is wanted. */
  abstract boolean take(ByteBuffer piece) throws IOException;

  /** Returns the result. */
  abstract String end();

  @Override
  public CompletionStage<String> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription started) {
    subscription = started;
    started.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    try {
      for (ByteBuffer piece : pieces) {
        if (!take(piece)) {
          stop();
          body.complete(end());
          return;
        }
      }
    } catch (IOException e) {
      stop();
      body.completeExceptionally(e);
    }
  }

  private void stop() {
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onError(Throwable error) {
    body.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    body.complete(end());
  }

  /** An answer: events. */
  static final class Events extends AnswerBody {
    private final EventLines lines;
    private final long most;
    private long left;

    Events(EventLines lines, long most) {
      this.lines = lines;
      this.most = most;
      this.left = most;
    }

    @Override
    boolean take(ByteBuffer piece) throws IOException {
      left -= piece.remaining();
      if (left < 0) {
        throw new IOException("the answer is longer than %,d bytes".formatted(most));
      }
      lines.take(piece);
      return true;
    }

    @Override
    String end() {
      lines.end();
      return "";
    }
  }

  /** No answer: a text that says why. */
  static final class Refusal extends AnswerBody {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;

    Refusal(int most) {
      this.most = most;
    }

    @Override
    boolean take(ByteBuffer piece) {
      byte[] some = new byte[Math.min(piece.remaining(), most - bytes.size())];
      piece.get(some);
      bytes.writeBytes(some);
      return bytes.size() < most;
    }

    @Override
    String end() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}

package dev.manyhands.testkit.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import tools.jackson.databind.node.MissingNode;

/**
 * Answers from a recording. A request gets the answer to an equal one; since tools write dates and
 * folders into theirs, else the answer to the first one that is as far into a conversation. Each
 * answer is given once.
 */
final class ReplayedAnswers implements Answers {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Recording.Pair> left;

  ReplayedAnswers(List<Recording.Pair> pairs) {
    this.left = new ArrayList<>(pairs);
  }

  @Override
  public void answer(Incoming incoming, byte[] raw, Wire wire) throws IOException {
    Optional<Recording.Pair> pair = take(incoming);
    if (pair.isEmpty()) {
      String message =
          "the recording has no answer left for %s %s"
              .formatted(incoming.method(), incoming.path());
      wire.json(404, Map.of(), ChatCompletions.openAiError(404, message));
      return;
    }
    byte[] answer = pair.get().answer().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out =
        wire.begin(pair.get().status(), pair.get().type(), Map.of(), answer.length)) {
      out.write(answer);
    }
  }

  private Optional<Recording.Pair> take(Incoming incoming) {
    lock.lock();
    try {
      Optional<Recording.Pair> found =
          first(pair -> isSamePlace(pair, incoming) && pair.body().equals(incoming.body()))
              .or(
                  () ->
                      first(
                          pair ->
                              isSamePlace(pair, incoming)
                                  && stage(asked(pair)).equals(stage(incoming))));
      found.ifPresent(left::remove);
      return found;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Recording.Pair> first(Predicate<Recording.Pair> condition) {
    return left.stream().filter(condition).findFirst();
  }

  private static boolean isSamePlace(Recording.Pair pair, Incoming incoming) {
    return pair.method().equals(incoming.method()) && pair.path().equals(incoming.path());
  }

  private static Incoming asked(Recording.Pair pair) {
    return new Incoming(
        pair.method(),
        pair.path(),
        pair.query(),
        Map.of(),
        pair.body().isString() ? MissingNode.getInstance() : pair.body());
  }

  /** How far a conversation is; the same for all requests that are none. */
  private record Stage(boolean tools, boolean streamed, int answers) {}

  private static Stage stage(Incoming incoming) {
    return Dialect.of(incoming)
        .map(dialect -> dialect.read(incoming))
        .map(
            conversation ->
                new Stage(
                    !conversation.tools().isEmpty(),
                    conversation.streamed(),
                    conversation.answersSince(0)))
        .orElse(new Stage(false, false, 0));
  }
}

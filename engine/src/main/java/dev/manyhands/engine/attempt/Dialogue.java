package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Talk;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.TurnEnd;
import java.util.Optional;

/** Talks with a helper until it has nothing more to hear, and has handed in what was wanted. */
final class Dialogue {
  private final AgentSession session;
  private final AgentRunner.Features features;
  private final Brief brief;
  private final Post post;
  private final Transcript transcript;
  private boolean corrected;

  Dialogue(
      AgentSession session,
      AgentRunner.Features features,
      Brief brief,
      Post post,
      Transcript transcript) {
    this.session = session;
    this.features = features;
    this.brief = brief;
    this.post = post;
    this.transcript = transcript;
  }

  /** Tells the helper something, and everything that comes for it while it works. */
  TurnEnd say(String text) throws InterruptedException {
    TurnEnd end = turn(text);
    while (true) {
      Optional<Talk.Message> message = features.turns() ? post.next() : Optional.empty();
      switch (end) {
        case TurnEnd.Failed failed -> {
          return failed;
        }
        case TurnEnd.Interrupted _ ->
            end =
                turn(
                    message
                        .map(Talk.Message::text)
                        .orElse("You were interrupted by mistake. Go on."));
        case TurnEnd.Done done -> {
          Optional<String> next = message.map(Talk.Message::text).or(() -> correction(done));
          if (next.isEmpty()) {
            return judged(done);
          }
          end = turn(next.get());
        }
      }
    }
  }

  private TurnEnd turn(String text) throws InterruptedException {
    transcript.told(text);
    return session.turn(text);
  }

  /** Returns what to say of a result that is not what was wanted; once. */
  private Optional<String> correction(TurnEnd.Done done) {
    if (corrected || !features.turns()) {
      return Optional.empty();
    }
    Optional<String> problem = problem(done);
    corrected = problem.isPresent();
    return problem.map(what -> Prompts.wrongResult(what, brief));
  }

  private TurnEnd judged(TurnEnd.Done done) {
    return problem(done)
        .<TurnEnd>map(
            what ->
                new TurnEnd.Failed(
                    Outcome.FAILED,
                    "its result is not what was wanted: " + what,
                    false,
                    done.exitCodeOrNull(),
                    done.message()))
        .orElse(done);
  }

  /** Returns what is wrong with the result; takes it where it is right. */
  private Optional<String> problem(TurnEnd.Done done) {
    if (post.result().isPresent()) {
      return Optional.empty();
    }
    Optional<String> given =
        Optional.ofNullable(done.resultOrNull())
            .or(() -> brief.schema().flatMap(_ -> JsonBlocks.last(done.message())));
    if (given.isPresent()) {
      return post.result(given.get());
    }
    return brief.schema().map(_ -> "there is none");
  }
}

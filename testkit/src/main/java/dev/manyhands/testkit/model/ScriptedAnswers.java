package dev.manyhands.testkit.model;

import dev.manyhands.testkit.model.Director.Cue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers as the scripts say. */
final class ScriptedAnswers implements Answers {
  private final Director director;
  private final RequestLog log;
  private final Closing closing;
  private final List<Charge> charges;

  ScriptedAnswers(List<Script> scripts, RequestLog log, Closing closing, List<Charge> charges) {
    this.charges = charges;
    this.director = new Director(scripts);
    this.log = log;
    this.closing = closing;
  }

  @Override
  public void answer(Incoming incoming, byte[] raw, Wire wire)
      throws IOException, InterruptedException {
    Optional<Dialect> dialect = Dialect.of(incoming);
    if (dialect.isEmpty()) {
      log(incoming, Optional.empty(), OptionalInt.empty(), "other");
      Formalities.answer(incoming, wire);
      return;
    }
    Conversation conversation = dialect.get().read(incoming);
    switch (director.next(conversation)) {
      case Cue.Play play -> {
        log(
            incoming,
            Optional.of(play.script()),
            OptionalInt.of(play.index()),
            play.fault().map(fault -> "failed: " + fault).orElse("answered"));
        performance(dialect.get(), wire, Optional.of(play.script()))
            .perform(play, conversation.streamed());
      }
      case Cue.Aside(Reply reply) -> {
        log(incoming, Optional.empty(), OptionalInt.empty(), "aside");
        performance(dialect.get(), wire, Optional.empty()).answer(reply, conversation.streamed());
      }
      case Cue.Unknown(String script) -> {
        String message = "there is no script '" + script + "'";
        log(incoming, Optional.empty(), OptionalInt.empty(), "failed: " + message);
        wire.json(400, Map.of(), dialect.get().error(400, message, Optional.empty()));
      }
    }
  }

  private Performance performance(Dialect dialect, Wire wire, Optional<String> script) {
    return new Performance(dialect, wire, closing, usage -> charges.add(new Charge(script, usage)));
  }

  private void log(Incoming incoming, Optional<String> script, OptionalInt turn, String outcome) {
    log.add(
        new ReceivedRequest(
            incoming.method(),
            incoming.path(),
            Secrets.removedFromQuery(incoming.query()),
            Secrets.removedFrom(incoming.headers()),
            incoming.body(),
            script,
            turn,
            outcome));
  }
}

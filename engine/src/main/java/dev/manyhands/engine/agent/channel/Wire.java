package dev.manyhands.engine.agent.channel;

import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.agent.profile.FailureSigns;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Explanations;
import dev.manyhands.engine.process.Heard;
import dev.manyhands.engine.process.ProgramEnd;
import dev.manyhands.engine.process.ToolProcess;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Objects of JSON to and from a tool, a line each. Belongs to one thread, except for sending. */
final class Wire implements AutoCloseable {
  private static final int MOST_GARBAGE = 1_000;
  private static final int EXCERPT = 200;

  private final ToolProcess process;
  private final FailureSigns signs;
  private final Predicate<String> text;
  private int garbage;
  private String firstGarbage = "";

  Wire(ToolProcess process, FailureSigns signs) {
    this(process, signs, _ -> false);
  }

  /**
   * Creates one.
   *
   * @param text takes in a line that is no object, and says whether it may be there
   */
  Wire(ToolProcess process, FailureSigns signs, Predicate<String> text) {
    this.process = process;
    this.signs = signs;
    this.text = text;
  }

  /** Sends an object; does not wait. Safe for any thread. */
  void send(ObjectNode frame) {
    process.send(frame.toString());
  }

  /** Waits for the next object. */
  ObjectNode next() throws ChannelLost, InterruptedException {
    return switch (hear()) {
      case Frame frame -> frame.object();
      case Over over -> throw new ChannelLost(failed(over, ""));
    };
  }

  /** What comes next. */
  sealed interface Next {}

  record Frame(ObjectNode object) implements Next {}

  record Over(int exitCode, String lastWords) implements Next {}

  /** Waits for the next object, or for the tool's end. */
  Next hear() throws ChannelLost, InterruptedException {
    while (true) {
      switch (process.hear()) {
        case Heard.Line line -> {
          Optional<ObjectNode> frame = Json.parse(line.text());
          if (frame.isPresent()) {
            garbage = 0;
            return new Frame(frame.get());
          }
          takeGarbage(line.text());
        }
        case Heard.TooLong line ->
            throw lost(
                "it printed a line of %,d bytes, more than can be taken: %s …"
                    .formatted(line.bytes(), visible(line.beginning())));
        case Heard.Ended ended -> {
          return new Over(ended.exitCode(), ended.lastWords());
        }
        case Heard.Expired expired ->
            throw new ChannelLost(TurnEnd.Failed.because(expired.expiry()));
      }
    }
  }

  private void takeGarbage(String line) throws ChannelLost {
    if (text.test(line) || line.isBlank()) {
      return;
    }
    garbage++;
    if (firstGarbage.isEmpty()) {
      firstGarbage = visible(line);
    }
    if (garbage >= MOST_GARBAGE) {
      throw lost("it does not speak its protocol, but prints: " + firstGarbage);
    }
  }

  /** Returns the end of a turn in which the tool ended without saying how it went. */
  TurnEnd.Failed failed(Over over, String message) {
    Optional<FailureSigns.Meaning> meaning = signs.meaning(over.exitCode());
    String words = over.lastWords().isEmpty() ? firstGarbage : over.lastWords();
    String how = Explanations.of(new ProgramEnd.Exited(over.exitCode(), words));
    String reason = meaning.map(known -> known.reason() + ": " + how).orElse(how);
    boolean hopeless = meaning.map(FailureSigns.Meaning::hopeless).orElse(false);
    return new TurnEnd.Failed(
        Outcome.FAILED, reason, hopeless || signs.isHopeless(words), over.exitCode(), message);
  }

  /** Returns the end of a turn of which the end is missing, though the tool ended well. */
  TurnEnd.Failed cutOff(Over over, String message) {
    TurnEnd.Failed failed = failed(over, message);
    return new TurnEnd.Failed(
        Outcome.FAILED,
        "it ended before it had said that it is done: " + failed.reason(),
        failed.hopeless(),
        over.exitCode(),
        message);
  }

  private static ChannelLost lost(String reason) {
    return new ChannelLost(TurnEnd.Failed.because(Outcome.FAILED, reason));
  }

  private static String visible(String line) {
    String text = line.replaceAll("\\p{Cntrl}", " ").strip();
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
  }

  @Override
  public void close() {
    process.close();
  }
}

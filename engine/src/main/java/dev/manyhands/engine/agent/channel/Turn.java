package dev.manyhands.engine.agent.channel;

import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.agent.profile.FailureSigns;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.TurnEnd;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account of one turn, in which the truth about its end comes together: an error, a refusal or
 * a denied permission outweighs whatever the tool says of its success. Belongs to one thread,
 * except for {@link #denied}.
 */
final class Turn {
  private static final int RESULT = 2_000;

  private final Narrator narrator;
  private final FailureSigns signs;
  private final Map<String, Long> tools = new HashMap<>();
  private final StringBuilder pieces = new StringBuilder();
  private String pieceOf = "";
  private String message = "";
  private @Nullable String resultOrNull;
  private @Nullable String errorOrNull;
  private boolean hopeless;
  private boolean interrupted;
  private volatile @Nullable String deniedOrNull;

  Turn(Narrator narrator, FailureSigns signs) {
    this.narrator = narrator;
    this.signs = signs;
  }

  Narrator narrator() {
    return narrator;
  }

  /** The helper says something; the last of it is its message. */
  void said(String text) {
    flush();
    if (!text.isBlank()) {
      message = text.strip();
      narrator.tell(new AgentEvent.Said(message));
    }
  }

  /** A piece of what the helper says. */
  void piece(String of, String text) {
    if (!of.equals(pieceOf)) {
      flush();
      pieceOf = of;
    }
    pieces.append(text);
  }

  private void flush() {
    if (!pieces.isEmpty()) {
      String text = pieces.toString();
      pieces.setLength(0);
      said(text);
    }
  }

  void toolStarted(String id, String tool, String target) {
    flush();
    if (tools.putIfAbsent(id, System.nanoTime()) == null) {
      // What was said before the last tool is not the message in the end.
      message = "";
      narrator.tell(new AgentEvent.ToolStarted(id, tool, target));
    }
  }

  void toolEnded(String id, boolean ok, String result) {
    Long since = tools.get(id);
    if (ok) {
      deniedOrNull = null;
    } else if (deniedOrNull == null && signs.isDenied(result)) {
      denied(result.lines().findFirst().orElse(""));
    }
    Duration took = since == null ? null : Duration.ofNanos(System.nanoTime() - since);
    String beginning = result.length() <= RESULT ? result : result.substring(0, RESULT) + "…";
    narrator.tell(new AgentEvent.ToolEnded(id, ok, beginning, took));
  }

  /**
   * The helper may not do something. Unless a tool of its succeeds after that, it has given up, and
   * not done its task. Safe for any thread.
   */
  void denied(String what) {
    deniedOrNull = what;
  }

  /** The tool tries a call again by itself. */
  void retrying(String detail, @Nullable Duration waitOrNull) {
    narrator.tell(
        signs.isLimited(detail)
            ? new AgentEvent.RateLimited(detail, waitOrNull)
            : new AgentEvent.Retrying(detail));
  }

  /** Something went wrong, and perhaps for good. */
  void failed(String error) {
    failed(error, signs.isHopeless(error));
  }

  void failed(String error, boolean forGood) {
    if (!error.equals(errorOrNull)) {
      narrator.tell(
          signs.isLimited(error)
              ? new AgentEvent.RateLimited(error, null)
              : new AgentEvent.Problem(error));
    }
    errorOrNull = error.isBlank() ? "it failed, and does not say why" : error;
    hopeless = forGood;
  }

  /** What went wrong did not matter. */
  void recovered() {
    errorOrNull = null;
  }

  boolean hasFailed() {
    return errorOrNull != null;
  }

  /** The model declined. */
  void refused() {
    failed("the model refused to do it", false);
  }

  /** The tool says that the turn was ended early. */
  void interrupted() {
    interrupted = true;
  }

  boolean wasInterrupted() {
    return interrupted;
  }

  /** Says whether the helper was denied something, and has got nothing done since. */
  boolean wasDenied() {
    return deniedOrNull != null;
  }

  /** The last message, where the tool repeats it at the end. */
  void message(String text) {
    flush();
    if (!text.isBlank()) {
      message = text.strip();
    }
  }

  String message() {
    flush();
    return message;
  }

  /** The structured result, as JSON. */
  void result(String json) {
    resultOrNull = json;
  }

  /** Returns how the turn ended, when the tool says that it has. */
  TurnEnd end(@Nullable Integer exitCodeOrNull) {
    flush();
    String denied = deniedOrNull;
    if (errorOrNull != null) {
      return new TurnEnd.Failed(Outcome.FAILED, errorOrNull, hopeless, exitCodeOrNull, message);
    }
    if (denied != null) {
      String reason = "it was not allowed to do what it wanted, and gave up: " + denied;
      return new TurnEnd.Failed(Outcome.FAILED, reason, false, exitCodeOrNull, message);
    }
    if (message.isBlank() && resultOrNull == null) {
      String reason = "its last answer is empty";
      return new TurnEnd.Failed(Outcome.FAILED, reason, false, exitCodeOrNull, "");
    }
    return new TurnEnd.Done(message, resultOrNull, exitCodeOrNull);
  }

  /** Returns the same end with what was said until then. */
  TurnEnd.Failed end(TurnEnd.Failed lost) {
    flush();
    // A tool that goes on after an error, and is silent then, hangs because of that.
    String reason =
        errorOrNull == null ? lost.reason() : lost.reason() + "; before that: " + errorOrNull;
    return new TurnEnd.Failed(
        lost.outcome(), reason, lost.hopeless() || hopeless, lost.exitCodeOrNull(), message);
  }
}

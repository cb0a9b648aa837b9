package dev.manyhands.testkit.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One answer of the model.
 *
 * @param delay what passes before the headers
 * @param pace what passes before each chunk of a streamed answer
 * @param failure how the turn fails at first, if it does
 * @param parts what the model says and does, in this order; nothing is an empty answer
 * @param usage the tokens it reports; without, they follow from the lengths of the texts
 */
public record Turn(
    Duration delay,
    Duration pace,
    Optional<Failure> failure,
    List<Part> parts,
    Optional<Usage> usage) {

  public Turn {
    parts = List.copyOf(parts);
  }

  /** Returns a turn that is answered at once. */
  public static Turn of(Part... parts) {
    return new Turn(
        Duration.ZERO, Duration.ZERO, Optional.empty(), List.of(parts), Optional.empty());
  }

  /** Returns a turn in which the model only says something. */
  public static Turn text(String text) {
    return of(new Part.Text(text));
  }

  /** Returns a turn in which the model asks for these, and says nothing. */
  public static Turn acts(Action... actions) {
    return of(List.of(actions).stream().map(Part.Act::new).toArray(Part[]::new));
  }

  /** Returns this turn, answered so much later. */
  public Turn after(Duration delay) {
    return new Turn(delay, pace, failure, parts, usage);
  }

  /** Returns this turn, streamed with so much time before each chunk. */
  public Turn paced(Duration pace) {
    return new Turn(delay, pace, failure, parts, usage);
  }

  /** Returns this turn, failing so often before it is answered. */
  public Turn failing(Fault fault, int times) {
    return new Turn(delay, pace, Optional.of(new Failure(fault, times)), parts, usage);
  }

  /** Returns this turn, failing once for whoever asks first, in whatever conversation. */
  public Turn failingOnce(Fault fault) {
    Failure failure = new Failure(fault, 1, Failure.Among.ALL_CONVERSATIONS);
    return new Turn(delay, pace, Optional.of(failure), parts, usage);
  }

  /** Returns this turn, reporting these tokens. */
  public Turn using(Usage usage) {
    return new Turn(delay, pace, failure, parts, Optional.of(usage));
  }

  boolean acts() {
    return parts.stream().anyMatch(Part.Act.class::isInstance);
  }
}

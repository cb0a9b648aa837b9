package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The merge queue and the integration head.
 *
 * @param head the verified combination so far; the run's base at first
 * @param queue changes in the order in which they arrived
 * @param suspects how many at the queue's front are known to fail the combined check together, on
 *     top of the head; 0 when nothing is known
 * @param health what is known of the combined check on the head
 * @param step what is going on
 * @param number the number of the latest verification; 0 before the first
 * @param troubles verifications in a row that could not be carried out
 * @param lastFailure what the latest red check said; empty before the first
 */
public record Integration(
    Head head,
    List<Candidate> queue,
    int suspects,
    Health health,
    Step step,
    int number,
    int troubles,
    String lastFailure) {

  /** What is known of the combined check on the integration head. */
  public enum Health {
    /** Nothing yet: the head is the run's base, or the check was given after the head was made. */
    UNKNOWN,
    SOUND,
    /** The check fails on the head alone: no single change on top of it can be blamed. */
    BROKEN
  }

  /** What the merge queue is doing. */
  public sealed interface Step {
    /**
     * Nothing.
     *
     * @param notBefore when the next verification may start: the back-off after trouble
     */
    record Idle(Instant notBefore) implements Step {}

    /**
     * A merge group is being verified.
     *
     * @param group the queue's front; empty means the head alone
     * @param deadline when it is given up
     * @param unwanted those in the group that somebody has cancelled since, with the reasons: what
     *     is verified together stands or falls together, so they end when it does not land
     */
    record Verifying(List<Candidate> group, Instant deadline, Map<TaskId, String> unwanted)
        implements Step {
      public Verifying {
        group = List.copyOf(group);
        unwanted = Collections.unmodifiableMap(new LinkedHashMap<>(unwanted));
      }
    }
  }

  public Integration {
    Objects.requireNonNull(head);
    queue = List.copyOf(queue);
    if (suspects < 0 || suspects > queue.size()) {
      throw new IllegalStateException(suspects + " suspects of " + queue.size());
    }
  }

  static Integration at(Head base, Instant now) {
    return new Integration(base, List.of(), 0, Health.UNKNOWN, new Step.Idle(now), 0, 0, "");
  }

  /** Returns the changes that are being verified together. */
  public List<Candidate> group() {
    return switch (step) {
      case Step.Idle _ -> List.of();
      case Step.Verifying verifying -> verifying.group();
    };
  }

  /** Returns those in the group that are cancelled unless they land, with the reasons. */
  Map<TaskId, String> unwanted() {
    return switch (step) {
      case Step.Idle _ -> Map.of();
      case Step.Verifying verifying -> verifying.unwanted();
    };
  }

  /** Says whether a change is being verified. */
  boolean verifies(AttemptId attempt) {
    return group().stream().anyMatch(candidate -> candidate.attempt().equals(attempt));
  }

  /**
   * Returns how many of so many changes are to be verified together: from the second trouble in a
   * row on, half as many after each, so that one which cannot be verified at all is found and does
   * not take the others along. On a broken head only all together can be judged.
   */
  int portion(int size) {
    int halvings = Math.clamp(troubles - 1L, 0, 30);
    return health == Health.BROKEN ? size : Math.max(1, size >> halvings);
  }

  /** Says whether the changes that are being verified cannot be divided any further. */
  boolean isSmallest() {
    return health == Health.BROKEN || group().size() <= 1;
  }

  boolean holds(AttemptId attempt) {
    return queue.stream().anyMatch(candidate -> candidate.attempt().equals(attempt));
  }

  Integration arrived(Candidate candidate) {
    List<Candidate> longer = new ArrayList<>(queue);
    longer.add(candidate);
    return new Integration(head, longer, suspects, health, step, number, troubles, lastFailure);
  }

  /** Takes a change out that has landed or goes back to its task. */
  Integration without(AttemptId attempt) {
    List<Candidate> shorter = new ArrayList<>(queue);
    int position = 0;
    while (!shorter.get(position).attempt().equals(attempt)) {
      position++;
    }
    shorter.remove(position);
    int left = position < suspects ? suspects - 1 : suspects;
    return new Integration(head, shorter, left, health, step, number, troubles, lastFailure);
  }

  /**
   * Takes a change out that is given up. What was known of the queue's front was known of it
   * together with this change, and so is not known any longer; and so is trouble.
   */
  Integration withdrawn(AttemptId attempt) {
    if (!holds(attempt)) {
      return this;
    }
    Integration left = without(attempt);
    return new Integration(
        head,
        left.queue,
        left.suspects == suspects ? suspects : 0,
        health,
        step,
        number,
        0,
        lastFailure);
  }

  Integration delayed(Duration by) {
    return step instanceof Step.Verifying verifying
        ? with(
            new Step.Verifying(
                verifying.group(), verifying.deadline().plus(by), verifying.unwanted()))
        : this;
  }

  Integration unwanted(TaskId task, String reason) {
    if (!(step instanceof Step.Verifying verifying)) {
      throw new IllegalStateException("nothing is being verified: " + step);
    }
    Map<TaskId, String> more = new LinkedHashMap<>(verifying.unwanted());
    more.put(task, reason);
    return with(new Step.Verifying(verifying.group(), verifying.deadline(), more));
  }

  private Integration with(Step next) {
    return new Integration(head, queue, suspects, health, next, number, troubles, lastFailure);
  }

  Integration verifying(int number, int size, Instant deadline) {
    return new Integration(
        head,
        queue,
        suspects,
        health,
        new Step.Verifying(queue.subList(0, size), deadline, Map.of()),
        number,
        troubles,
        lastFailure);
  }

  /**
   * Moves the head to where a verification has got.
   *
   * @param checked whether a check was run; without one, a head that is the same as before is as
   *     healthy as before
   */
  Integration passed(Head next, boolean checked, Instant now) {
    Health then = checked || !next.tree().equals(head.tree()) ? Health.SOUND : health;
    return new Integration(next, queue, suspects, then, new Step.Idle(now), number, 0, lastFailure);
  }

  Integration failed(int size, String why, Instant now) {
    // The head alone is red: nobody in particular is to blame.
    boolean headIsRed = size == 0;
    return new Integration(
        head,
        queue,
        // On a red head, only all changes together can be judged.
        headIsRed || health == Health.BROKEN ? 0 : size,
        headIsRed ? Health.BROKEN : health,
        new Step.Idle(now),
        number,
        0,
        why);
  }

  /**
   * Forgets every verdict of a check that is replaced by another one, with the verification that is
   * under way.
   */
  Integration rechecked(Instant now) {
    return new Integration(head, queue, 0, Health.UNKNOWN, new Step.Idle(now), number, 0, "");
  }

  /**
   * Goes back to the run's base.
   *
   * @param merged what the head was made of, and fails the check: suspects again
   */
  Integration undone(Head base, List<Candidate> merged, Instant now) {
    List<Candidate> longer = new ArrayList<>(merged);
    longer.addAll(queue);
    return new Integration(
        base, longer, merged.size(), Health.UNKNOWN, new Step.Idle(now), number, 0, lastFailure);
  }

  Integration troubled(Instant notBefore) {
    return new Integration(
        head, queue, suspects, health, new Step.Idle(notBefore), number, troubles + 1, lastFailure);
  }
}

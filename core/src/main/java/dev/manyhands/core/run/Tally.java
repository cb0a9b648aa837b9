package dev.manyhands.core.run;

/**
 * What has happened to a task so far.
 *
 * @param attempts attempts started
 * @param failures attempts that failed, timed out or stalled
 * @param losses attempts that ended with their engine
 * @param returns times its change came back from the merge queue
 */
public record Tally(int attempts, int failures, int losses, int returns) {
  static final Tally ZERO = new Tally(0, 0, 0, 0);

  Tally started() {
    return new Tally(attempts + 1, failures, losses, returns);
  }

  Tally ended(Outcome outcome) {
    return switch (outcome) {
      case FAILED, TIMED_OUT, STALLED -> new Tally(attempts, failures + 1, losses, returns);
      case LOST -> new Tally(attempts, failures, losses + 1, returns);
      case CONFLICT, REJECTED -> new Tally(attempts, failures, losses, returns + 1);
      case SUCCEEDED, CANCELLED, BUDGET_EXHAUSTED -> this;
    };
  }
}

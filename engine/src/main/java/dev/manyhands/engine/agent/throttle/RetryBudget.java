package dev.manyhands.engine.agent.throttle;

/**
 * How many failed calls may be tried again, shared by all that call one provider: a share of the
 * calls that succeed, and a small reserve. So an outage is not answered with many times the calls.
 * After Finagle's {@code RetryBudget}. Not safe for several threads.
 */
final class RetryBudget {
  private final double share;
  private final double most;
  private double left;

  /**
   * Creates a budget.
   *
   * @param share retries for each call that succeeds
   * @param reserve retries that may be made without any
   */
  RetryBudget(double share, double reserve) {
    this.share = share;
    this.most = 10 * reserve;
    this.left = reserve;
  }

  void succeeded() {
    left = Math.min(most, left + share);
  }

  /** Takes a retry, if there is one left. */
  boolean take() {
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}

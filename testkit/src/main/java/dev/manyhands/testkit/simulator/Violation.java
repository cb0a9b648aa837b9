package dev.manyhands.testkit.simulator;

/** Says that something does not hold that always must. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String invariant;

  Violation(String invariant, String message) {
    super(message);
    this.invariant = invariant;
  }

  Violation(String invariant, RuntimeException cause) {
    super(cause + " at " + cause.getStackTrace()[0], cause);
    this.invariant = invariant;
  }

  String invariant() {
    return invariant;
  }
}

package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException.Kind;

/** Ends a request that is not carried out, with a number that only HTTP knows. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refusal(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  static Refusal usage(String detail, String hint) {
    return of(400, detail, hint);
  }

  static Refusal of(int status, String detail, String hint) {
    return new Refusal(new Problem(status, Kind.USAGE, detail, hint));
  }
}

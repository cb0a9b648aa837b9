package dev.manyhands.app.live;

import dev.manyhands.core.run.TaskState;

/** The states of tasks as the display counts them. */
enum Standing {
  MERGED("merged", Sign.GOOD),
  SUCCEEDED("succeeded", Sign.GOOD),
  FAILED("failed", Sign.BAD),
  CANCELLED("cancelled", Sign.STOPPED),
  SKIPPED("skipped", Sign.SKIPPED),
  MERGING("merging", Sign.MERGING),
  RUNNING("running", Sign.RUNNING),
  READY("ready", Sign.LOG),
  WAITING("waiting", Sign.LOG);

  private final String word;
  private final Sign sign;

  Standing(String word, Sign sign) {
    this.word = word;
    this.sign = sign;
  }

  String word() {
    return word;
  }

  Sign sign() {
    return sign;
  }

  static Standing of(TaskState state) {
    return switch (state) {
      case TaskState.Waiting _ -> WAITING;
      case TaskState.Ready _ -> READY;
      case TaskState.Running _, TaskState.Stopping _ -> RUNNING;
      case TaskState.Merging _ -> MERGING;
      case TaskState.Merged _ -> MERGED;
      case TaskState.Succeeded _ -> SUCCEEDED;
      case TaskState.Failed _ -> FAILED;
      case TaskState.Cancelled _ -> CANCELLED;
      case TaskState.Skipped _ -> SKIPPED;
    };
  }
}

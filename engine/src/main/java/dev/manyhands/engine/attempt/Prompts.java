package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What helpers are told. The plan's own words come first and unchanged. */
final class Prompts {
  private Prompts() {}

  /** Returns what a helper is told at the beginning; empty for a program. */
  static String first(TaskSpec task, TaskBook book) {
    return switch (task.work()) {
      case Work.Prompt prompt -> {
        List<String> parts = new ArrayList<>(List.of(prompt.text()));
        book.setback(task.id()).ifPresent(before -> parts.add(earlier(before)));
        List<String> heard = book.heard(task.id());
        if (!heard.isEmpty()) {
          parts.add(
              "While it was worked on, this was said of the task, and holds for you as well:\n\n"
                  + String.join("\n\n", heard));
        }
        if (!task.files().isEmpty()) {
          parts.add(
              "Change only files that match one of these patterns; others work on the rest: "
                  + String.join(", ", task.files()));
        }
        if (prompt.brief().readOnly()) {
          parts.add("Only look: do not change any file.");
        }
        prompt.brief().schema().ifPresent(schema -> parts.add(wanted(schema)));
        yield String.join("\n\n", parts);
      }
      case Work.Program _ -> "";
    };
  }

  private static String earlier(TaskBook.Setback before) {
    return switch (before.outcome()) {
      case CONFLICT ->
          """
          Attempt %d did this on an older state of the files, and its change conflicts with what \
          others have merged since: %s. You start from the merged state: do the task there, and \
          keep what the others did.\
          """
              .formatted(before.attempt(), before.reason());
      case REJECTED ->
          """
          Attempt %d did this, but its change was not taken: %s. Do the task again so that this \
          does not happen.\
          """
              .formatted(before.attempt(), before.reason());
      case FAILED, TIMED_OUT, STALLED, BUDGET_EXHAUSTED, LOST, CANCELLED, SUCCEEDED ->
          "Attempt %d did not bring it to an end (%s)%s. You start afresh."
              .formatted(
                  before.attempt(),
                  before.outcome().word(),
                  before.outcome() == Outcome.LOST ? "" : ": " + before.reason());
    };
  }

  private static String wanted(String schema) {
    return """
    When you are done, deliver the result as JSON that satisfies the schema below: run the command \
    `manyhands result 'JSON'` or, where you cannot run commands, end your last message with the \
    JSON in a fenced block (```json).

    %s\
    """
        .formatted(schema);
  }

  /** Returns what is said when a result is not what was wanted. */
  static String wrongResult(String problem, Brief brief) {
    return "Your result was not taken: %s.%n%n%s"
        .formatted(problem, brief.schema().map(Prompts::wanted).orElse(""));
  }

  /**
   * Returns what is said when the task's check fails.
   *
   * @param output the end of what the check printed
   */
  static String redCheck(String reason, String output) {
    return """
    The check of your change failed: %s

    %s

    Mend it, and say when you are done.\
    """
        .formatted(reason, output.isBlank() ? "" : "It printed at its end:\n" + output);
  }
}

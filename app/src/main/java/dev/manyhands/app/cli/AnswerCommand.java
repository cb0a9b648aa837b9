package dev.manyhands.app.cli;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code manyhands answer}, {@code approve} and {@code deny}: RUN TASK and, mostly, a text. */
final class AnswerCommand extends Command {
  private final PositionalParamSpec run = runParameter(true);
  private final PositionalParamSpec task = parameter(1, "TASK", true, "The task that asks.");
  private final PositionalParamSpec words;
  private final OptionSpec question =
      option(
          "--question",
          "NO",
          "Which question, as 'manyhands approvals' lists it: 2.1 is the first of attempt 2; 1 the"
              + " first of the attempt that is at work (default: the one that has waited"
              + " longest).");
  private final Kind kind;

  /** What it says. */
  enum Kind {
    ANSWER("answer", "Answer the question of a helper."),
    APPROVE("approve", "Let a helper do what it asks to do."),
    DENY("deny", "Do not let a helper do what it asks to do.");

    private final String name;
    private final String summary;

    Kind(String name, String summary) {
      this.name = name;
      this.summary = summary;
    }
  }

  AnswerCommand(Console console, Kind kind) {
    super(console, kind.name, kind.summary);
    this.kind = kind;
    this.words =
        switch (kind) {
          case ANSWER -> parameter(2, "TEXT", true, "The answer.");
          case APPROVE -> parameter(2, "TEXT", false, "Is not passed on.");
          case DENY -> parameter(2, "REASON", false, "Why not; the helper is told.");
        };
    explain("'manyhands approvals' lists what helpers wait for.");
    addRepo();
    add(run, task);
    if (kind != Kind.APPROVE) {
      add(words);
    }
    add(question);
  }

  private static QuestionName name(@Nullable String given) {
    if (given == null) {
      return QuestionName.LONGEST_OPEN;
    }
    try {
      return QuestionName.parse(given);
    } catch (IllegalArgumentException e) {
      throw ManyhandsException.usage(
          "'%s' is not the number of a question".formatted(given),
          "'manyhands approvals' lists them: 2.1 is the first question of attempt 2");
    }
  }

  @Override
  int run() throws InterruptedException {
    Optional<String> given =
        kind == Kind.APPROVE ? Optional.empty() : Optional.ofNullable(text(words));
    String answer =
        switch (kind) {
          case ANSWER -> given.orElseThrow();
          case APPROVE -> Question.ALLOW;
          case DENY -> Question.DENY + given.map(why -> ": " + why).orElse("");
        };
    try (EmbeddedOrchestrator orchestrator = open()) {
      RunId id = runOf(orchestrator, run);
      TaskId to = taskId(Objects.requireNonNull(text(task)));
      orchestrator.answer(id, to, name(text(question)), answer);
      console.note("Task %s has its answer.".formatted(to));
      return ExitCode.OK;
    }
  }
}

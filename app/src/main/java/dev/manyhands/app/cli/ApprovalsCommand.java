package dev.manyhands.app.cli;

import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.EmbeddedOrchestrator;
import dev.manyhands.engine.OpenQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code manyhands approvals [RUN]}. */
final class ApprovalsCommand extends Command {
  private final PositionalParamSpec run = runParameter(false);
  private final OptionSpec json = flag("Print a JSON array.", "--json");

  ApprovalsCommand(Console console) {
    super(
        console, "approvals", "List what helpers of a run wait to be told: questions, approvals.");
    explain(
        "Each waits until its time is up, and then gets a default: a question the one that its"
            + " helper named, an approval a denial. 'manyhands answer', 'approve' and 'deny'"
            + " answer; with '--question NO' the one that is listed under that number, and no"
            + " other.");
    addRepo();
    add(run, json);
  }

  @Override
  int run() throws InterruptedException {
    try (EmbeddedOrchestrator orchestrator = open()) {
      RunId id = runOf(orchestrator, run);
      List<OpenQuestion> open = orchestrator.questions(id);
      if (isSet(json)) {
        console.result(json(open));
      } else if (open.isEmpty()) {
        console.note("Nobody waits for an answer.");
      } else {
        TextTable table = new TextTable("TASK", "NO", "KIND", "LEFT", "TEXT");
        for (OpenQuestion asked : open) {
          Question question = asked.question();
          table.row(
              asked.attempt().task().value(),
              asked.name().toString(),
              question.kind().word(),
              left(question),
              question.text().replace('\n', ' '));
        }
        console.result(table.text());
      }
      return ExitCode.OK;
    }
  }

  private static String left(Question question) {
    Duration left = Duration.between(Instant.now(), question.deadline());
    return left.isNegative() ? "0s" : left.toMinutes() + "m" + left.toSecondsPart() + "s";
  }

  private static String json(List<OpenQuestion> open) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    for (OpenQuestion asked : open) {
      Question question = asked.question();
      array
          .addObject()
          .put("task", asked.attempt().task().value())
          .put("attempt", asked.attempt().number())
          .put("question", question.number())
          .put("kind", question.kind().word())
          .put("text", question.text())
          .put("default", question.fallback())
          .put("deadline", question.deadline().toString());
    }
    return array.toPrettyString();
  }
}

package dev.manyhands.testkit.contract;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.plan.WorkspaceSpec;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.run.RunRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs, attempts and events for the suites. */
final class ContractSamples {
  static final Instant AT = Instant.parse("2026-03-14T09:26:53.589793Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final CommitId COMMIT = new CommitId("1".repeat(40));
  private static final TreeId TREE = new TreeId("2".repeat(40));
  private static final Head HEAD = new Head(COMMIT, TREE);

  private ContractSamples() {}

  static AttemptId attempt(String task, int number) {
    return new AttemptId(new TaskId(task), number);
  }

  static RunRecord run(String id, Instant createdAt) {
    return new RunRecord(new RunId(id), plan(), HEAD, createdAt);
  }

  private static Plan plan() {
    TaskSpec program =
        new TaskSpec(
            new TaskId("a"),
            "Ünïcode \"title\"",
            AgentName.COMMAND,
            new Work.Program(List.of("sh", "-c", "echo 'a\nb' > \"c d\"")),
            List.of("src/**"),
            List.of(),
            new Check(List.of("true"), MINUTE),
            new TaskLimits(MINUTE, MINUTE, MINUTE, 1));
    TaskSpec prompt =
        new TaskSpec(
            new TaskId("b"),
            "B",
            new AgentName("claude"),
            new Work.Prompt("Do it well.\n"),
            List.of(),
            List.of(program.id()),
            null,
            program.limits());
    return new Plan(
        "sample",
        "HEAD",
        2,
        new RunLimits(MINUTE, MINUTE, new Budget(5L, new BigDecimal("1.50"))),
        new WorkspaceSpec(List.of("true"), List.of(".env")),
        Map.of("NAME", "value"),
        List.of("CI"),
        List.of(program, prompt),
        new Combine(null, Combine.OnConflict.RETRY, 2, "Message", List.of("**/*.xml")));
  }

  /** Returns an event that is known again by its number. */
  static Event event(long number) {
    return new Event.RunCancelling(AT, "number " + number, false);
  }

  /** Returns events that have everything that events can have. */
  static List<Event> variety() {
    String text = "Ünïcode 😀 \"quoted\" back\\slash\ttab\nline\u0001 </script>" + "x".repeat(700);
    Change change = new Change(COMMIT, TREE, 3, 20, 4);
    Usage usage = new Usage(Long.MAX_VALUE, 17, new BigDecimal("1.250"));
    TaskId task = new TaskId("a.b-c_d");
    return List.of(
        new Event.RunStarted(AT, HEAD, List.of(text, text)),
        new Event.AttemptStarted(AT.plusNanos(1), task, 1, COMMIT),
        new Event.AttemptEnded(
            AT, task, 1, new AttemptEnd(Outcome.SUCCEEDED, "", 0, change, text, usage)),
        new Event.AttemptEnded(
            AT, task, 2, new AttemptEnd(Outcome.TIMED_OUT, text, null, null, "", Usage.NONE)),
        new Event.TaskRetried(AT, task, AT.plusSeconds(1)),
        new Event.TaskSkipped(AT, task, new TaskId("other")),
        new Event.MergePassed(AT, 1, HEAD, 1_234L),
        new Event.MergePassed(AT, 2, HEAD, null),
        new Event.ResultPublished(AT, "branch/of-it", COMMIT, TREE),
        new Event.RunFinished(AT, RunStatus.PARTIAL, text));
  }
}

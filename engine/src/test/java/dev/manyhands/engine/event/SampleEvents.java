package dev.manyhands.engine.event;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.core.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One event of every kind; of those with parts that may be missing, one with and one without. */
public final class SampleEvents {
  private static final Instant AT = Instant.parse("2026-03-14T09:26:53.589793Z");
  private static final Instant LATER = AT.plusSeconds(90);
  private static final TaskId TASK = new TaskId("core.a-b_c");
  private static final CommitId COMMIT = new CommitId("0123456789abcdef".repeat(2) + "01234567");
  private static final TreeId TREE = new TreeId("fedcba9876543210".repeat(4));
  private static final Head HEAD = new Head(COMMIT, TREE);

  private static final TaskLimits LIMITS =
      new TaskLimits(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(1), 2);

  private SampleEvents() {}

  /** Returns them, with texts that are hard to write down. */
  public static List<Event> all() {
    return with("Ünïcode 😀 \"quoted\" back\\slash\ttab\nline\u0001 </script>");
  }

  private static TaskSpec prompt(String text) {
    Brief brief =
        new Brief(
            "large",
            true,
            new Budget(5L, new BigDecimal("0.50")),
            "{}",
            new Permissions(List.of("read"), List.of("shell(rm *)")),
            Duration.ofMinutes(2));
    return new TaskSpec(
        TASK,
        "Title",
        new AgentName("claude"),
        new Work.Prompt("Do it: " + text, brief),
        List.of("a/**"),
        List.of(),
        null,
        LIMITS);
  }

  private static TaskSpec program(String text) {
    return new TaskSpec(
        new TaskId("other"),
        "Title",
        AgentName.COMMAND,
        new Work.Program(List.of("echo", text)),
        List.of(),
        List.of(TASK),
        new Check(List.of("true"), Duration.ofMinutes(1)),
        LIMITS);
  }

  /** Says whether somebody put it in from outside, so that it is as large as they made it. */
  static boolean isInput(Event event) {
    return event instanceof Event.TasksAdded
        || event instanceof Event.RunClosed
        || event instanceof Event.MessageSent
        || event instanceof Event.QuestionAnswered;
  }

  /** Returns them with this text wherever somebody else chooses the text. */
  public static List<Event> with(String text) {
    Change change = new Change(COMMIT, TREE, 3, 20, 4);
    Usage usage = new Usage(Long.MAX_VALUE, 17, new BigDecimal("1.250"));
    AttemptEnd succeeded = new AttemptEnd(Outcome.SUCCEEDED, "", 0, change, text, usage);
    AttemptEnd failed = new AttemptEnd(Outcome.TIMED_OUT, text, null, null, text, Usage.NONE);
    return List.of(
        new Event.RunStarted(AT, HEAD, List.of(text, text, text)),
        new Event.RunStarted(AT, HEAD, List.of()),
        new Event.RunResumed(AT),
        new Event.MergesUndone(AT),
        new Event.TimeLost(AT, Duration.ofHours(8)),
        new Event.RunCancelling(AT, text, true),
        new Event.TasksAdded(AT, List.of(prompt(text), program(text))),
        new Event.RunClosed(AT, new Check(List.of("make", text), Duration.ofMinutes(3)), text),
        new Event.RunClosed(AT, null, null),
        new Event.MessageSent(AT, TASK, 1, text, true),
        new Event.MessageDelivered(AT, TASK, 2, 1),
        new Event.QuestionAsked(
            AT, TASK, 2, new Question(1, Question.Kind.APPROVAL, text, text, LATER)),
        new Event.QuestionAnswered(AT, TASK, 2, 1, text, false),
        new Event.Noted(AT, TASK, 2, text),
        new Event.AttemptCharged(AT, TASK, 2, usage),
        new Event.AttemptStarted(AT, TASK, 1, COMMIT),
        new Event.AttemptStopping(AT, TASK, 2, Outcome.STALLED, text),
        new Event.AttemptEnded(AT, TASK, 1, succeeded),
        new Event.AttemptEnded(AT, TASK, 2, failed),
        new Event.TaskRetried(AT, TASK, LATER),
        new Event.TaskReturned(AT, TASK, 3, Outcome.CONFLICT, text),
        new Event.TaskMerged(AT, TASK, 4),
        new Event.TaskSucceeded(AT, TASK, 5),
        new Event.TaskFailed(AT, TASK, text),
        new Event.TaskCancelled(AT, TASK, text),
        new Event.TaskSkipped(AT, TASK, new TaskId("base")),
        new Event.MergeStarted(AT, 1, 0),
        new Event.MergePassed(AT, 1, HEAD, 1_234L),
        new Event.MergePassed(AT, 2, HEAD, null),
        new Event.MergeFailed(AT, 3, TREE, 0, text),
        new Event.MergeTroubled(AT, 4, LATER, text),
        new Event.PublishStarted(AT),
        new Event.PublishFailed(AT, text, LATER),
        new Event.ResultPublished(AT, "manyhands/run-abcde", COMMIT, TREE),
        new Event.RunFinished(AT, RunStatus.PARTIAL, text));
  }
}

package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events so far say, counted without the decider's help. */
final class Ledger {

  /** What the events so far say of one task. */
  static final class Account {
    private final TaskSpec spec;
    private int attempts;
    private int failures;
    private int losses;
    private int returns;
    private boolean isOpen;
    private boolean isHopeless;
    private int sent;
    private int delivered;
    private long before;
    private long current;
    private @Nullable Outcome last;
    private @Nullable Event end;

    private Account(TaskSpec spec) {
      this.spec = spec;
    }

    TaskSpec spec() {
      return spec;
    }

    /** Returns how many attempts have started. */
    int attempts() {
      return attempts;
    }

    int failures() {
      return failures;
    }

    int losses() {
      return losses;
    }

    int returns() {
      return returns;
    }

    /** Says whether the latest attempt failed in a way that would come again. */
    boolean isHopeless() {
      return isHopeless;
    }

    /** Returns how many messages were sent. */
    int sent() {
      return sent;
    }

    int delivered() {
      return delivered;
    }

    /** Returns how many tokens all attempts have consumed, as far as it is known. */
    long consumed() {
      return before + current;
    }

    /** Says whether the latest attempt has not ended. */
    boolean isOpen() {
      return isOpen;
    }

    /** Returns how the latest attempt that ended did, or came back; null before the first. */
    @Nullable Outcome last() {
      return last;
    }

    /** Returns the event that ended the task; null before. */
    @Nullable Event end() {
      return end;
    }
  }

  private final Map<TaskId, Account> accounts = new HashMap<>();
  private final Set<AttemptId> ended = new HashSet<>();
  private final Set<AttemptId> merged = new HashSet<>();
  private int troublesInARow;
  private boolean isFinished;

  Ledger(Plan plan) {
    plan.tasks().forEach(this::add);
  }

  private void add(TaskSpec task) {
    accounts.put(task.id(), new Account(task));
  }

  Account of(TaskId task) {
    return Objects.requireNonNull(accounts.get(task), "no task " + task);
  }

  Iterable<Account> accounts() {
    return accounts.values();
  }

  boolean hasEnded(AttemptId attempt) {
    return ended.contains(attempt);
  }

  /** Returns the attempts whose changes are merged. */
  Set<AttemptId> merged() {
    return merged;
  }

  int troublesInARow() {
    return troublesInARow;
  }

  boolean isFinished() {
    return isFinished;
  }

  /** Takes an event that has been checked. */
  void on(Event event) {
    switch (event) {
      case Event.OfTask e -> ofTask(e);
      case Event.MergePassed _, Event.MergeFailed _ -> troublesInARow = 0;
      case Event.MergeTroubled _ -> troublesInARow++;
      case Event.RunFinished _ -> isFinished = true;
      case Event.MergesUndone _ -> {
        merged.clear();
        accounts.values().stream()
            .filter(account -> account.end instanceof Event.TaskMerged)
            .forEach(account -> account.end = null);
      }
      case Event.TasksAdded e -> e.tasks().forEach(this::add);
      case Event.RunStarted _,
          Event.RunClosed _,
          Event.RunResumed _,
          Event.TimeLost _,
          Event.RunCancelling _,
          Event.MergeStarted _,
          Event.PublishStarted _,
          Event.PublishFailed _,
          Event.ResultPublished _ -> {}
    }
  }

  private void ofTask(Event.OfTask event) {
    Account account = of(event.task());
    switch (event) {
      case Event.AttemptStarted _ -> {
        account.attempts++;
        account.isOpen = true;
      }
      case Event.AttemptEnded e -> {
        account.isOpen = false;
        account.last = e.end().outcome();
        account.isHopeless = e.end().hopeless();
        account.before += Math.max(account.current, e.end().usage().tokens());
        account.current = 0;
        ended.add(new AttemptId(e.task(), e.attempt()));
        count(account, e.end().outcome());
      }
      case Event.TaskReturned e -> {
        account.last = e.outcome();
        account.returns++;
      }
      case Event.TaskMerged e -> {
        merged.add(new AttemptId(e.task(), e.attempt()));
        account.end = e;
      }
      case Event.TaskSucceeded e -> account.end = e;
      case Event.TaskFailed e -> account.end = e;
      case Event.TaskCancelled e -> account.end = e;
      case Event.TaskSkipped e -> account.end = e;
      case Event.MessageSent _ -> account.sent++;
      case Event.MessageDelivered _ -> account.delivered++;
      case Event.AttemptCharged e ->
          account.current = Math.max(account.current, e.usage().tokens());
      case Event.AttemptStopping _,
          Event.TaskRetried _,
          Event.QuestionAsked _,
          Event.QuestionAnswered _,
          Event.Noted _ -> {}
    }
  }

  private static void count(Account account, Outcome outcome) {
    switch (outcome) {
      case FAILED, TIMED_OUT, STALLED -> account.failures++;
      case LOST -> account.losses++;
      case SUCCEEDED, CANCELLED, BUDGET_EXHAUSTED, CONFLICT, REJECTED -> {}
    }
  }
}

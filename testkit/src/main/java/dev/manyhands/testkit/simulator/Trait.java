package dev.manyhands.testkit.simulator;

import java.util.EnumSet;
import java.util.Set;

/** Something that can go on in a world; a world has some of them. */
enum Trait {
  /** Attempts fail, time out or stall. */
  FAILURES,
  /** Some tasks change nothing. */
  EMPTY_CHANGES,
  /** Effects of all kinds never end until they are interrupted. */
  HANGS,
  /** Interrupted effects take a while to end. */
  SLOW_STOPS,
  /** Interrupted effects bring an outcome nevertheless. */
  STUBBORN_OUTCOMES,
  /** Pairs of changes conflict. */
  CONFLICTS,
  /** Single changes make the combined check fail. */
  CULPRITS,
  /** Pairs of changes make the combined check fail, but only together. */
  PAIRS,
  /** The combined check fails on the base. */
  RED_BASE,
  /** Verifications cannot be carried out. */
  TROUBLES,
  /** The result cannot be published, at first or ever. */
  PUBLISH_FAILURES,
  /** The limits of the run and of its queue are reached. */
  TIGHT_LIMITS,
  /** The run is open: tasks are added while it is under way, and most runs are closed. */
  OPEN,
  /** The combined check is given when an open run is closed. */
  LATE_CHECK,
  /** Messages are sent to tasks. */
  MESSAGES,
  /** Subagents ask questions, which are answered or not, and write notes. */
  QUESTIONS,
  /** Subagents say what they consume. */
  CHARGES,
  /** The run and some tasks have budgets. */
  BUDGETS,
  /** Some failures would come again. */
  HOPELESS,
  /** Several pieces of mail are taken in one step. */
  BATCHES,
  /** The engine crashes, and another takes the run up again. */
  CRASHES,
  /** The machine sleeps: the clock goes on, and everything else stands still. */
  SLEEPS,
  /** Outcomes come twice, and long after their attempt. */
  DUPLICATES,
  /** Outcomes are stamped by a clock that is behind. */
  SKEWED_CLOCK,
  /** Somebody cancels tasks. */
  TASK_CANCELS,
  /** Somebody cancels the run. */
  RUN_CANCEL;

  /** More crashes, and a task under which they happen is suspected to be the cause. */
  static final int HARMLESS_CRASHES = 5;

  /** With these, which changes are combined depends on more than the plan. */
  private static final Set<Trait> DECISIVE =
      EnumSet.of(
          FAILURES,
          HANGS,
          CONFLICTS,
          CULPRITS,
          PAIRS,
          RED_BASE,
          TROUBLES,
          PUBLISH_FAILURES,
          TIGHT_LIMITS,
          BUDGETS,
          TASK_CANCELS,
          RUN_CANCEL);

  /** Says whether with these the result depends on the plan alone (I10). */
  static boolean areHarmless(Set<Trait> traits) {
    return traits.stream().noneMatch(DECISIVE::contains);
  }
}

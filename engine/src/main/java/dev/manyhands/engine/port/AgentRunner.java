package dev.manyhands.engine.port;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.process.Cookie;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A kind of helper: starts a tool on a task and sees it through to its end. */
public interface AgentRunner {

  /** Returns the name by which plans call it. */
  AgentName name();

  /**
   * Lets a helper do a task, within the task's limits, and returns when it has ended with all that
   * it started.
   *
   * @throws InterruptedException if the helper is no longer wanted; it has ended by then
   */
  Result run(Assignment assignment) throws InterruptedException;

  /**
   * What a helper gets.
   *
   * @param workspace its working directory
   * @param environment all of its environment
   * @param cookie is in that environment, and tells its processes from others
   * @param log where its output goes
   * @param activity hears now and then what it is doing, in one line
   */
  record Assignment(
      TaskSpec task,
      Path workspace,
      Map<String, String> environment,
      Cookie cookie,
      Path log,
      Consumer<String> activity) {}

  /**
   * How it ended.
   *
   * @param outcome succeeded, failed, timed out or stalled
   * @param reason why it did not succeed; else empty
   * @param exitCodeOrNull when it ended by itself
   * @param summary its last message
   */
  record Result(
      Outcome outcome,
      String reason,
      @Nullable Integer exitCodeOrNull,
      String summary,
      Usage usage) {}
}

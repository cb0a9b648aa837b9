package dev.manyhands.engine.port;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Watch;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a helper gets.
 *
 * @param base what its files are at the beginning
 * @param workspace its working directory
 * @param environment all of its environment, without what its tool needs besides
 * @param cookie is in that environment, and tells its processes from others
 * @param log where all goes that its tool prints, as it comes
 * @param folder of this attempt alone, outside the workspace, for files that the tool needs
 * @param watch says how long it may take
 * @param gate says what it may do
 * @param events hears what it says and does; safe for any thread
 * @param activity hears now and then what it is doing, in one line
 */
public record Assignment(
    TaskSpec task,
    CommitId base,
    Path workspace,
    Map<String, String> environment,
    Cookie cookie,
    Path log,
    Path folder,
    Watch watch,
    Gate gate,
    Consumer<AgentEvent> events,
    Consumer<String> activity) {
  public Assignment {
    environment = Map.copyOf(environment);
  }

  /** Returns how the prompt is to be worked on. */
  public Brief brief() {
    return switch (task.work()) {
      case Work.Prompt prompt -> prompt.brief();
      case Work.Program _ -> Brief.STANDARD;
    };
  }
}

package dev.manyhands.engine.port;

import dev.manyhands.core.run.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that a helper says or does, in the same words for every tool. */
public sealed interface AgentEvent {

  /**
   * The tool is there.
   *
   * @param session the tool's own name for the session; may be empty
   * @param model the model that it uses; may be empty
   */
  record Started(String session, String model) implements AgentEvent {}

  /** The helper says something. */
  record Said(String text) implements AgentEvent {}

  /**
   * The helper uses a tool.
   *
   * @param id the same in the result
   * @param tool its name, as the helper calls it
   * @param target what it is used on: a file, a command line; may be empty
   */
  record ToolStarted(String id, String tool, String target) implements AgentEvent {}

  /**
   * A tool has a result.
   *
   * @param result its beginning
   * @param tookOrNull null where it is not known
   */
  record ToolEnded(String id, boolean ok, String result, @Nullable Duration tookOrNull)
      implements AgentEvent {}

  /**
   * What the session has consumed so far, all of it.
   *
   * @param usage its cost is zero where the tool does not say it
   * @param model what to look its price up for; may be empty
   */
  record Consumed(Usage usage, String model) implements AgentEvent {}

  /** The tool asks whether the helper may do something. */
  record PermissionAsked(String tool, String target) implements AgentEvent {}

  /** The tool has been told. */
  record PermissionGiven(String tool, String target, boolean allowed, String reason)
      implements AgentEvent {}

  /**
   * The provider refuses calls for now.
   *
   * @param retryAfterOrNull how long, where it says so
   */
  record RateLimited(String detail, @Nullable Duration retryAfterOrNull) implements AgentEvent {}

  /** The tool tries a call again by itself. */
  record Retrying(String detail) implements AgentEvent {}

  /** Something went wrong; the end of the turn says whether it mattered. */
  record Problem(String detail) implements AgentEvent {}
}

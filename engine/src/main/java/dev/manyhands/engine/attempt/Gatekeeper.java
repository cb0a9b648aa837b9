package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.Question;
import dev.manyhands.engine.plan.PermissionRules;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.Gate;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Answers what a helper would like to do: by the plan's rules; inside its workspace it may do
 * anything; about the rest somebody is asked.
 */
final class Gatekeeper implements Gate {
  /**
   * How tools call what {@code manyhands mcp --helper} offers, when it is registered by its name.
   */
  private static final String OWN = "mcp__manyhands-helper__";

  /** The same, where the tool says what it wants in words. */
  private static final Pattern OWN_WORDS =
      Pattern.compile(
          "(mcp__)?manyhands-helper_{1,2}(ask|notes?|result)"
              + "|(ask|notes?|result) \\(manyhands-helper MCP Server\\)");

  private final PermissionRules rules;
  private final Path workspace;
  private final boolean readOnly;
  private final Post post;
  private final Consumer<AgentEvent> events;

  private Gatekeeper(
      Permissions permissions,
      boolean readOnly,
      Path workspace,
      Post post,
      Consumer<AgentEvent> events) {
    this.rules = PermissionRules.of(permissions);
    this.readOnly = readOnly;
    this.workspace = workspace.normalize();
    this.post = post;
    this.events = events;
  }

  static Gate of(TaskSpec task, Path workspace, Post post, Consumer<AgentEvent> events) {
    return switch (task.work()) {
      case Work.Prompt prompt ->
          new Gatekeeper(
              prompt.brief().permissions(), prompt.brief().readOnly(), workspace, post, events);
      case Work.Program _ -> _ -> Verdict.ALLOWED;
    };
  }

  @Override
  public Verdict ask(Request request) throws InterruptedException {
    events.accept(new AgentEvent.PermissionAsked(request.tool(), request.target()));
    Verdict verdict = verdict(request);
    events.accept(
        new AgentEvent.PermissionGiven(
            request.tool(), request.target(), verdict.allowed(), verdict.reason()));
    return verdict;
  }

  private Verdict verdict(Request request) throws InterruptedException {
    return switch (rules.judge(request.tool(), relative(request.target()))) {
      case DENIED -> Verdict.denied("the plan denies it");
      case ALLOWED -> Verdict.ALLOWED;
      case OPEN -> {
        if (readOnly && request.kind() == Kind.WRITE) {
          yield Verdict.denied("this task only looks: it may not change files");
        }
        yield isHarmless(request) || isOwn(request) ? Verdict.ALLOWED : askSomebody(request);
      }
    };
  }

  private static boolean isOwn(Request request) {
    return request.tool().startsWith(OWN)
        || (request.kind() == Kind.OTHER && OWN_WORDS.matcher(request.target()).matches());
  }

  /** A command line runs in the workspace; what it does there is the sandbox's business. */
  private boolean isHarmless(Request request) {
    return switch (request.kind()) {
      case READ, WRITE -> isInside(request.target());
      case RUN -> true;
      case OTHER -> false;
    };
  }

  private boolean isInside(String target) {
    if (target.isEmpty()) {
      return true;
    }
    try {
      return workspace.resolve(target).normalize().startsWith(workspace);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Rules are about paths from the workspace's root. */
  private String relative(String target) {
    String root = workspace + "/";
    return target.startsWith(root) ? target.substring(root.length()) : target;
  }

  private Verdict askSomebody(Request request) throws InterruptedException {
    String answer =
        post.ask(
            Question.Kind.APPROVAL,
            request.target().isEmpty()
                ? request.tool()
                : "%s: %s".formatted(request.tool(), request.target()),
            Question.DENY + ": nobody approved it in time",
            null);
    if (answer.equals(Question.ALLOW)) {
      return Verdict.ALLOWED;
    }
    String reason = answer.replaceFirst("^" + Question.DENY + ":?\\s*", "");
    return Verdict.denied(reason.isEmpty() ? "somebody denied it" : reason);
  }
}

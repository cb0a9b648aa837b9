package dev.manyhands.engine.attempt;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.ProcessTree;
import dev.manyhands.engine.process.Watch;
import dev.manyhands.engine.run.Uninterrupted;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One try of a task, from beginning to end: take a workspace at the base, set it up, let the helper
 * work, keep its files, check them.
 */
final class AttemptProcedure {
  private final RunContext context;
  private final Effect.RunAttempt effect;
  private final AttemptId attempt;
  private final TaskSpec task;
  private final Cookie cookie;
  private final AttemptFiles files;

  AttemptProcedure(RunContext context, Effect.RunAttempt effect) {
    this.context = context;
    this.effect = effect;
    this.attempt = effect.attempt();
    this.task = context.task(attempt.task());
    this.cookie = HelperEnvironment.cookie(context.run(), attempt);
    this.files = new AttemptFiles(context.folder(), attempt);
  }

  /**
   * Carries it out.
   *
   * @throws InterruptedException if it is no longer wanted; its processes have ended and its files
   *     are kept by then
   */
  AttemptEnd run() throws InterruptedException {
    Workspace workspace;
    try {
      workspace = workspace(new Holder.Attempt(context.run(), attempt));
    } catch (ManyhandsException e) {
      return AttemptEnd.without(
          Outcome.FAILED, "its workspace could not be made: " + e.getMessage());
    }
    try (Post post = context.desk().open(attempt, task)) {
      return inside(workspace, post);
    } catch (InterruptedException e) {
      Uninterrupted.run(() -> FileKeeping.keep(context, attempt, effect.base(), workspace));
      throw e;
    }
  }

  private Workspace workspace(Holder.Attempt holder) throws InterruptedException {
    return needsFiles()
        ? context.workspaces().take(holder, effect.base(), context.plan().workspace().copy())
        : context.workspaces().without(holder, effect.base(), context.folder().tool(attempt));
  }

  private boolean needsFiles() {
    return context.agents().apply(task.agent()).needsWorkspace(task);
  }

  private AttemptEnd inside(Workspace workspace, Post post) throws InterruptedException {
    String prompt = Prompts.first(task, context.tasks());
    files.writePrompt(prompt);
    Map<String, String> environment =
        HelperEnvironment.of(context.environment(), context.plan(), cookie, files.prompt(), post);
    Programs programs = new Programs(context, workspace, environment, cookie);
    Optional<String> notReady =
        needsFiles()
            ? programs.setup(context.folder().setup(attempt), task.limits().start())
            : Optional.empty();
    if (notReady.isPresent()) {
      String reason = "the workspace's setup failed: " + notReady.get();
      return end(new Judging(context, effect, workspace, programs), failed(reason), post);
    }
    // Whoever looks sees from here on that the workspace is ready.
    context.activity().says(attempt, "");
    return work(workspace, programs, environment, prompt, post);
  }

  private AttemptEnd work(
      Workspace workspace,
      Programs programs,
      Map<String, String> environment,
      String prompt,
      Post post)
      throws InterruptedException {
    AgentRunner agent = context.agents().apply(task.agent());
    Watch watch = new Watch(task.limits().timeout(), task.limits().idle());
    Judging judging = new Judging(context, effect, workspace, programs);
    post.whileWaiting(watch::pause, watch::resume);
    TurnEnd end;
    try (Transcript transcript =
        new Transcript(context.folder().transcript(attempt), context.clock())) {
      Hearing events = new Hearing(transcript, watch, post);
      Assignment assignment =
          new Assignment(
              task,
              effect.base(),
              workspace.root(),
              environment,
              cookie,
              context.folder().output(attempt),
              context.folder().tool(attempt),
              watch,
              Gatekeeper.of(task, workspace.root(), post, events),
              events,
              line -> context.activity().says(attempt, line));
      try (AgentSession session = agent.open(assignment)) {
        post.whenUrgent(session::interrupt);
        session.connect(post);
        Dialogue dialogue =
            new Dialogue(session, agent.features(), assignment.brief(), post, transcript);
        end = converse(dialogue, agent, judging, prompt, watch);
      } catch (ManyhandsException e) {
        end = failed(Objects.toString(e.getMessage()));
      }
      endWhatIsLeft(agent);
    }
    return end(judging, end, post);
  }

  /** Says the prompt and, as long as the check is red, what the check says. */
  private TurnEnd converse(
      Dialogue dialogue, AgentRunner agent, Judging judging, String prompt, Watch watch)
      throws InterruptedException {
    TurnEnd end = dialogue.say(prompt);
    for (int told = 0;
        told < task.limits().retries() && end instanceof TurnEnd.Done && agent.features().turns();
        told++) {
      watch.pause();
      Optional<String> objection = judging.judge();
      watch.resume();
      if (objection.isEmpty()) {
        break;
      }
      end = dialogue.say(Prompts.redCheck(objection.get(), files.endOfCheck()));
    }
    return end;
  }

  /** Agents end what they started; this is for what a tool hid from them. */
  private void endWhatIsLeft(AgentRunner agent) {
    if (agent.features().turns()) {
      new ProcessTree(cookie).endUninterruptibly(context.grace());
    }
  }

  private static TurnEnd failed(String reason) {
    return TurnEnd.Failed.because(Outcome.FAILED, reason);
  }

  /** Keeps the files, whatever the helper said; then judges them, if it said that it is done. */
  private AttemptEnd end(Judging judging, TurnEnd end, Post post) throws InterruptedException {
    Optional<String> result = post.result();
    return switch (end) {
      case TurnEnd.Done done -> {
        Optional<String> objection = judging.judge();
        files.writeResult(done.message(), result);
        yield judging.end(
            objection.isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED,
            objection.orElse(""),
            false,
            done.exitCodeOrNull(),
            result.orElse(done.message()));
      }
      case TurnEnd.Failed failed -> {
        judging.keep();
        files.writeResult(failed.message(), result);
        yield judging.end(
            failed.outcome(),
            failed.reason(),
            failed.hopeless(),
            failed.exitCodeOrNull(),
            failed.message());
      }
      case TurnEnd.Interrupted _ -> throw new IllegalStateException("nobody went on");
    };
  }
}

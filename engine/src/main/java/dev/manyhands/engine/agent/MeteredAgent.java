package dev.manyhands.engine.agent;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.agent.throttle.Throttle;
import dev.manyhands.engine.agent.throttle.Throttles;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Watch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Another agent, whose turns wait until its provider has room for them, and whose tokens have a
 * price where its tool does not say what they cost.
 */
public record MeteredAgent(AgentRunner agent, Throttles throttles, Prices prices)
    implements AgentRunner {
  @Override
  public AgentName name() {
    return agent.name();
  }

  @Override
  public String provider() {
    return agent.provider();
  }

  @Override
  public Features features() {
    return agent.features();
  }

  @Override
  public boolean needsWorkspace(TaskSpec task) {
    return agent.needsWorkspace(task);
  }

  @Override
  public AgentSession open(Assignment assignment) throws InterruptedException {
    Permits permits = new Permits();
    AtomicBoolean told = new AtomicBoolean();
    Assignment metered =
        new Assignment(
            assignment.task(),
            assignment.base(),
            assignment.workspace(),
            assignment.environment(),
            assignment.cookie(),
            assignment.log(),
            assignment.folder(),
            assignment.watch(),
            assignment.gate(),
            event -> {
              if (event instanceof AgentEvent.RateLimited limited) {
                permits.slowDown(limited);
              }
              if (hasNoPrice(event) && told.compareAndSet(false, true)) {
                String model = ((AgentEvent.Consumed) event).model();
                assignment.events().accept(new AgentEvent.Problem(Prices.unknown(model)));
              }
              assignment.events().accept(priced(event));
            },
            assignment.activity());
    AgentSession session = agent.open(metered);
    return provider().isEmpty()
        ? session
        : new Session(session, throttles.of(provider()), permits, assignment.watch());
  }

  private boolean hasNoPrice(AgentEvent event) {
    return event instanceof AgentEvent.Consumed(Usage usage, String model)
        && usage.costUsd().signum() == 0
        && usage.tokens() > 0
        && !prices.knows(model);
  }

  /** Input counts in full, since it is not known how much of it came from a cache. */
  private AgentEvent priced(AgentEvent event) {
    if (event instanceof AgentEvent.Consumed(Usage usage, String model)
        && usage.costUsd().signum() == 0) {
      Prices.Tokens tokens = new Prices.Tokens(usage.inputTokens(), 0, 0, usage.outputTokens());
      return new AgentEvent.Consumed(
          new Usage(usage.inputTokens(), usage.outputTokens(), prices.cost(model, tokens)), model);
    }
    return event;
  }

  /** The permit of the turn that is under way. */
  private static final class Permits {
    private final AtomicReference<Throttle.@Nullable Permit> current = new AtomicReference<>();

    void slowDown(AgentEvent.RateLimited limited) {
      Throttle.Permit permit = current.get();
      if (permit != null) {
        permit.slowedDown(limited.retryAfterOrNull());
      }
    }
  }

  private record Session(AgentSession session, Throttle throttle, Permits permits, Watch watch)
      implements AgentSession {
    @Override
    public TurnEnd turn(String text) throws InterruptedException {
      try (Throttle.Permit permit = throttle.acquire(watch)) {
        permits.current.set(permit);
        TurnEnd end = session.turn(text);
        if (end instanceof TurnEnd.Done) {
          permit.succeeded();
        }
        return end;
      } finally {
        permits.current.set(null);
      }
    }

    @Override
    public void interrupt() {
      session.interrupt();
    }

    @Override
    public void close() {
      session.close();
    }
  }
}

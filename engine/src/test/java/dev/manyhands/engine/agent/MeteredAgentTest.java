package dev.manyhands.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.agent.throttle.Throttles;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.port.AgentSession;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.Gate;
import dev.manyhands.engine.port.TurnEnd;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Watch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class MeteredAgentTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final TurnEnd DONE = new TurnEnd.Done("done", null, 0);

  private final Throttles throttles = new Throttles();
  private final List<AgentEvent> events = new CopyOnWriteArrayList<>();

  /** A tool whose turn says these things. */
  private record Tool(String provider, List<AgentEvent> says) implements AgentRunner {
    Tool(String provider, AgentEvent... says) {
      this(provider, List.of(says));
    }

    @Override
    public AgentName name() {
      return new AgentName("tool");
    }

    @Override
    public Features features() {
      return Features.NONE;
    }

    @Override
    public AgentSession open(Assignment assignment) {
      return new AgentSession() {
        @Override
        public TurnEnd turn(String text) {
          says.forEach(assignment.events());
          return DONE;
        }

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
      };
    }
  }

  private void turn(Tool tool) throws InterruptedException {
    TaskSpec task =
        new TaskSpec(
            new TaskId("task"),
            "Task",
            tool.name(),
            new Work.Prompt("do it"),
            List.of(),
            List.of(),
            null,
            new TaskLimits(LONG, LONG, LONG, 0));
    Assignment assignment =
        new Assignment(
            task,
            new CommitId("0".repeat(40)),
            Path.of("workspace"),
            Map.of(),
            new Cookie(Map.of("A", "B")),
            Path.of("log"),
            Path.of("folder"),
            new Watch(LONG, LONG),
            _ -> Gate.Verdict.ALLOWED,
            events::add,
            _ -> {});
    MeteredAgent metered = new MeteredAgent(tool, throttles, Prices.standard());
    try (AgentSession session = metered.open(assignment)) {
      assertThat(session.turn("do it")).isEqualTo(DONE);
    }
  }

  @Test
  void tokensWithoutACostGetTheirPrice() throws Exception {
    Usage tokens = new Usage(1_000_000, 100_000, BigDecimal.ZERO);
    Usage believed = new Usage(1_000_000, 100_000, new BigDecimal("0.07"));
    turn(
        new Tool(
            "openai",
            new AgentEvent.Consumed(tokens, "gpt-5"),
            new AgentEvent.Consumed(believed, "gpt-5"),
            new AgentEvent.Consumed(tokens, "unheard-of")));
    assertThat(costs())
        .containsExactly(new BigDecimal("2.25"), new BigDecimal("0.07"), BigDecimal.ZERO);
  }

  @Test
  void aModelWithoutAPriceIsNamedOnce() throws Exception {
    Usage tokens = new Usage(1_000, 100, BigDecimal.ZERO);
    turn(
        new Tool(
            "openai",
            new AgentEvent.Consumed(tokens, "gpt-5"),
            new AgentEvent.Consumed(tokens, "unheard-of"),
            new AgentEvent.Consumed(tokens, "unheard-of")));
    assertThat(costs()).hasSize(3);
    assertThat(events)
        .filteredOn(AgentEvent.Problem.class::isInstance)
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).contains("unheard-of", "prices.txt"));
  }

  private List<BigDecimal> costs() {
    return events.stream()
        .filter(AgentEvent.Consumed.class::isInstance)
        .map(event -> ((AgentEvent.Consumed) event).usage().costUsd().stripTrailingZeros())
        .toList();
  }

  @Test
  void aRefusalDuringATurnSlowsTheProviderDown() throws Exception {
    int before = throttles.of("openai").limit();
    turn(new Tool("openai", new AgentEvent.RateLimited("too many", null)));
    assertThat(throttles.of("openai").limit()).isLessThan(before);
    assertThat(throttles.of("anthropic").limit()).isEqualTo(before);
    assertThat(events).hasSize(1);
  }

  @Test
  void whoeverCallsNoModelWaitsForNobody() throws Exception {
    turn(new Tool("", new AgentEvent.RateLimited("too many", null)));
    assertThat(events).hasSize(1);
  }
}

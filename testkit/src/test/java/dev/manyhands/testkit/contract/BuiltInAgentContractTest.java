package dev.manyhands.testkit.contract;

import dev.manyhands.core.plan.Work;
import dev.manyhands.engine.agent.Prices;
import dev.manyhands.engine.agent.builtin.BuiltInAgent;
import dev.manyhands.engine.agent.throttle.Throttles;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.process.Supervisor;
import dev.manyhands.testkit.builtin.NoCommits;
import dev.manyhands.testkit.model.ScriptedModel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class BuiltInAgentContractTest extends AgentRunnerContract {
  private static final String SCRIPTS =
      """
      scripts:
        does-it:
          - text: I write the file.
            write: {path: done.txt, content: "done\\n"}
          - text: all done
        fails:
          - write: {path: partial.txt, content: half}
          - fail: {status: 401, times: always}
        hangs:
          - text: hello
            write: {path: started.txt, content: ""}
          - fail: {kind: hang, times: always}
        after:
          - text: I went on.
        goes-on:
          - text: first answer
          - text: second answer
        asks:
          - write: {path: ../outside.txt, content: outside}
          - text: all is well
        talks:
          - shell: touch started.txt; while :; do echo still here; sleep 0.1; done
        leaves-daemons:
          - shell: |
              sleep 600 &
              (setsid sleep 600 >/dev/null 2>&1 &)
              (setsid sh -c 'trap "" TERM; sleep 600; sleep 600' >/dev/null 2>&1 &)
              echo started
        hangs-with-daemons:
          - shell: |
              sleep 600 &
              (setsid sleep 600 >/dev/null 2>&1 &)
              (setsid sh -c 'trap "" TERM; sleep 600; sleep 600' >/dev/null 2>&1 &)
              touch started.txt
              sleep 600
        shows-environment:
          - shell: env | cut -d= -f1 > environment.txt
      """;

  private static ScriptedModel model;
  private static AgentRunner agent;

  @BeforeAll
  static void start() {
    model = ScriptedModel.start(0, ScriptedModel.parse(SCRIPTS), _ -> {});
    agent =
        new BuiltInAgent(
            new Supervisor(Duration.ofMillis(200)),
            new NoCommits(),
            new Throttles(),
            Prices.standard(),
            Map.of("ANTHROPIC_API_KEY", "key", "ANTHROPIC_BASE_URL", model.anthropic().toString()));
  }

  @AfterAll
  static void stop() {
    model.close();
  }

  @Override
  protected AgentRunner agent() {
    return agent;
  }

  @Override
  protected String message(Behaviour behaviour) {
    return behaviour == Behaviour.HANGS ? "[[script:after]]" : super.message(behaviour);
  }

  @Override
  protected Optional<Work> work(Behaviour behaviour) {
    String script = behaviour.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return Optional.of(new Work.Prompt("[[script:%s]]".formatted(script)));
  }
}

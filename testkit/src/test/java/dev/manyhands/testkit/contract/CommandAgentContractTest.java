package dev.manyhands.testkit.contract;

import dev.manyhands.core.plan.Work;
import dev.manyhands.engine.agent.CommandAgent;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.engine.process.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class CommandAgentContractTest extends AgentRunnerContract {

  @Override
  protected AgentRunner agent() {
    return new CommandAgent(new Supervisor(Duration.ofMillis(200)));
  }

  @Override
  protected Duration patience() {
    return Duration.ofMillis(700);
  }

  @Override
  protected Optional<Work> work(Behaviour behaviour) {
    String daemons =
        """
        sleep 600 &
        (setsid sleep 600 >/dev/null 2>&1 &)
        (setsid sh -c 'trap "" TERM; sleep 600; sleep 600' >/dev/null 2>&1 &)
        echo started
        """;
    String line =
        switch (behaviour) {
          case DOES_IT -> "echo working; echo done > done.txt; echo all done";
          case FAILS -> "echo half > partial.txt; echo no luck >&2; exit 3";
          case HANGS -> "echo hello; touch started.txt; sleep 600";
          case TALKS -> "touch started.txt; while :; do echo still here; sleep 0.1; done";
          case LEAVES_DAEMONS -> daemons;
          case HANGS_WITH_DAEMONS -> daemons + "touch started.txt; sleep 600";
          case SHOWS_ENVIRONMENT -> "env | cut -d= -f1 > environment.txt";
          case GOES_ON, ASKS -> "";
        };
    return line.isEmpty()
        ? Optional.empty()
        : Optional.of(new Work.Program(List.of("sh", "-c", line)));
  }
}

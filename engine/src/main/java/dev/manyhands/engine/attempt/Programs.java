package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.Check;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Explanations;
import dev.manyhands.engine.process.Program;
import dev.manyhands.engine.process.ProgramEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan's own programs in a workspace: its setup and the checks. */
final class Programs {
  private final RunContext context;
  private final Workspace workspace;
  private final Map<String, String> environment;
  private final Cookie cookie;

  Programs(
      RunContext context, Workspace workspace, Map<String, String> environment, Cookie cookie) {
    this.context = context;
    this.workspace = workspace;
    this.environment = environment;
    this.cookie = cookie;
  }

  /** Makes the workspace ready; returns why that could not be done. */
  Optional<String> setup(Path log, Duration timeout) throws InterruptedException {
    Optional<List<String>> setup = context.plan().workspace().setup();
    if (setup.isEmpty()) {
      return Optional.empty();
    }
    ProgramEnd end = run(setup.get(), log, timeout);
    return end instanceof ProgramEnd.Exited exited && exited.code() == 0
        ? Optional.empty()
        : Optional.of(Explanations.of(end));
  }

  ProgramEnd check(Check check, Path log) throws InterruptedException {
    return run(check.argv(), log, check.timeout());
  }

  private ProgramEnd run(List<String> argv, Path log, Duration timeout)
      throws InterruptedException {
    // Checks are silent by nature: their time limit is their idle limit.
    return context
        .supervisor()
        .run(
            new Program(argv, workspace.root(), environment, log, timeout, timeout, cookie),
            _ -> {});
  }
}

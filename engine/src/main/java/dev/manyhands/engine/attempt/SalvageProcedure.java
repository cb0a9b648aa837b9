package dev.manyhands.engine.attempt;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.process.ProcessTree;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what an attempt left that was stopped or lost: ends what still runs, keeps the files. An
 * attempt that was stopped by this engine has done both itself; one of an earlier engine has not.
 */
final class SalvageProcedure {
  private final RunContext context;
  private final Effect.Salvage effect;

  SalvageProcedure(RunContext context, Effect.Salvage effect) {
    this.context = context;
    this.effect = effect;
  }

  AttemptEnd run() throws InterruptedException {
    AttemptId attempt = effect.attempt();
    new ProcessTree(HelperEnvironment.cookie(context.run(), attempt)).end(context.grace());
    Optional<Workspace> left =
        context.workspaces().left(new Holder.Attempt(context.run(), attempt));
    String reason = effect.reason();
    Change change = null;
    if (left.isPresent()) {
      FileKeeping.Kept kept = FileKeeping.keep(context, attempt, effect.base(), left.get());
      change = kept.changeOrNull();
      reason = kept.isSafe() ? reason : reason + "; " + kept.problem();
    }
    return end(reason, change == null ? keptBefore() : change);
  }

  private @Nullable Change keptBefore() throws InterruptedException {
    try {
      return context.integrator().kept(context.run(), effect.attempt(), effect.base()).orElse(null);
    } catch (ManyhandsException e) {
      return null; // The ref is there or it is not; what is said of it can wait.
    }
  }

  private AttemptEnd end(String reason, @Nullable Change change) {
    return new AttemptEnd(effect.outcome(), reason, null, change, "", Usage.NONE);
  }
}

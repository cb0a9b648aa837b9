package dev.manyhands.engine.attempt;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Effect;
import dev.manyhands.engine.run.EffectHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Carries out the effects of one run. */
public final class RunEffects implements EffectHandler {
  /** The clock of the wall may jump, and a machine may sleep: look at it again now and then. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final RunContext context;

  public RunEffects(RunContext context) {
    this.context = context;
  }

  @Override
  public Optional<Command> carryOut(Effect effect) throws InterruptedException {
    return Optional.of(
        switch (effect) {
          case Effect.RunAttempt attempt ->
              finished(attempt.attempt(), new AttemptProcedure(context, attempt).run());
          case Effect.Salvage salvage ->
              finished(salvage.attempt(), new SalvageProcedure(context, salvage).run());
          case Effect.Deliver deliver -> {
            context.desk().deliver(deliver.attempt(), deliver.message());
            yield new Command.Acknowledge(now(), deliver.attempt(), deliver.message().number());
          }
          case Effect.Verify verify -> {
            Command.MergeEnd end = new VerifyProcedure(context, verify).run();
            yield new Command.FinishMerge(now(), verify.number(), end);
          }
          case Effect.Publish publish -> {
            Command.PublishEnd end = publish(publish);
            yield new Command.FinishPublish(now(), publish.number(), end);
          }
          case Effect.Wake wake -> sleepUntil(wake.due());
        });
  }

  private Command finished(AttemptId attempt, AttemptEnd end) {
    return new Command.FinishAttempt(now(), attempt, end);
  }

  private Command.PublishEnd publish(Effect.Publish publish) throws InterruptedException {
    try {
      return context
          .integrator()
          .publish(
              context.run(),
              publish.base(),
              publish.head(),
              context.tasks().combine().message(),
              publish.merged());
    } catch (ManyhandsException e) {
      return new Command.PublishEnd.Failed(Objects.toString(e.getMessage()));
    }
  }

  private Command sleepUntil(Instant due) throws InterruptedException {
    Instant now = now();
    while (now.isBefore(due)) {
      Duration left = Duration.between(now, due);
      Duration nap = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
      TimeUnit.NANOSECONDS.sleep(nap.toNanos());
      now = now();
    }
    // Read once: a tick from before it was due would change nothing, and no other would come.
    return new Command.Tick(now);
  }

  private Instant now() {
    return context.clock().instant();
  }
}

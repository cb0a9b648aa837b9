package dev.manyhands.engine.run;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunId;
import dev.manyhands.core.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Drives one run: a thread that owns its {@link RunLoop}, a mailbox, and a virtual thread for each
 * effect that is going on.
 */
public final class RunThread {
  private static final int MOST_AT_ONCE = 500;
  private static final long LOOK_AGAIN_MS = 500;

  private sealed interface Mail {
    record Do(Command command, CompletableFuture<RunLoop.Decided> decided) implements Mail {
      Do(Command command) {
        this(command, new CompletableFuture<>());
      }
    }

    record Ended(Effect effect) implements Mail {}

    record Stop() implements Mail {}
  }

  private final RunId run;
  private final RunLoop loop;
  private final EffectHandler handler;
  private final SleepWatch sleeps;
  private final BlockingQueue<Mail> mailbox = new LinkedBlockingQueue<>();
  private final Map<Effect, Thread> effects = new ConcurrentHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  /** Creates a driver of a run with this history. Nothing happens before {@link #start}. */
  public RunThread(
      RunId run,
      Plan plan,
      List<StoredEvent> history,
      EventStore store,
      EffectHandler handler,
      SleepWatch sleeps,
      RunListener listener) {
    this.run = run;
    this.handler = handler;
    this.sleeps = sleeps;
    this.loop =
        new RunLoop(
            run, plan, Decider.standard(), store, new EffectReconciler(new Launcher()), listener);
    loop.restore(history);
  }

  /** Starts the thread with first commands, which are decided together. */
  public void start(List<Command> first) {
    first.forEach(this::tell);
    Thread.ofVirtual().name("run " + run).start(this::drive);
  }

  /** Gives the run a command; returns at once. */
  public void tell(Command command) {
    mailbox.add(new Mail.Do(command));
  }

  /**
   * Gives the run a command, and returns what came of it when that is durable.
   *
   * @throws ManyhandsException if the run refuses it, or is not carried on here any more (CONFLICT)
   */
  public List<Event> ask(Command command) throws InterruptedException {
    Mail.Do mail = new Mail.Do(command);
    mailbox.add(mail);
    while (true) {
      try {
        RunLoop.Decided decided = mail.decided().get(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        if (decided.refusal().isPresent()) {
          throw refused(decided.refusal().get());
        }
        return decided.events();
      } catch (TimeoutException e) {
        if (over.getCount() == 0 && !mail.decided().isDone()) {
          throw refused("the run is over, or has been stopped");
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private ManyhandsException refused(String why) {
    return new ManyhandsException(
        ManyhandsException.Kind.CONFLICT,
        "run %s: %s".formatted(run, why),
        "'manyhands status %s' shows where it stands".formatted(run));
  }

  /** Interrupts every effect and ends the thread; the run can be resumed later. */
  public void stop() {
    mailbox.add(new Mail.Stop());
  }

  /**
   * Waits for the run to end, or to be stopped.
   *
   * @return whether that happened in time
   * @throws ManyhandsException if the run could not be carried on, for example because its events
   *     could not be kept; it can be resumed
   */
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    if (!over.await(time, unit)) {
      return false;
    }
    Throwable why = failure;
    if (why instanceof ManyhandsException known) {
      throw known;
    }
    if (why != null) {
      throw new ManyhandsException(
          ManyhandsException.Kind.BUG, "run " + run + " cannot go on: " + why, "", why);
    }
    return true;
  }

  /** Says whether the run has ended, or has been stopped. */
  public boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits for the run to end, or to be stopped; says nothing of how. */
  public void awaitQuietly() throws InterruptedException {
    over.await();
  }

  private void drive() {
    try {
      boolean stopping = false;
      while (!(stopping || isFinished()) || !loop.isIdle()) {
        stopping |= handle(next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      endEffects();
      over.countDown();
    }
  }

  /**
   * Leaves nothing behind that still ends processes or keeps files, when the loop broke off:
   * whoever waits for this thread may end the process, or let another engine resume the run.
   */
  private void endEffects() {
    List<Thread> going = List.copyOf(effects.values());
    going.forEach(Thread::interrupt);
    Uninterrupted.run(
        () -> {
          for (Thread effect : going) {
            effect.join();
          }
          return going;
        });
  }

  private boolean isFinished() {
    return loop.state() instanceof RunState.Finished;
  }

  /** Returns all mail that is there, in order; waits for the first. */
  private List<Mail> next() throws InterruptedException {
    List<Mail> mail = new ArrayList<>();
    mail.add(mailbox.take());
    mailbox.drainTo(mail, MOST_AT_ONCE - 1);
    return mail;
  }

  private boolean handle(List<Mail> mail) {
    boolean stop = mail.stream().anyMatch(Mail.Stop.class::isInstance);
    List<Mail.Do> asked = new ArrayList<>();
    // Before anything that may have become due meanwhile.
    sleeps.look().map(Mail.Do::new).ifPresent(asked::add);
    for (Mail item : mail) {
      if (item instanceof Mail.Do something) {
        asked.add(something);
      }
    }
    // Outcomes before the word that their effects have ended: an effect that has ended and is
    // still pending would otherwise look as if it had to be waited for.
    List<RunLoop.Decided> decided = loop.step(asked.stream().map(Mail.Do::command).toList());
    for (int i = 0; i < asked.size(); i++) {
      asked.get(i).decided().complete(decided.get(i));
    }
    for (Mail item : mail) {
      if (item instanceof Mail.Ended(Effect effect)) {
        loop.ended(effect);
      }
    }
    if (stop) {
      loop.stop();
    }
    return stop;
  }

  private final class Launcher implements EffectLauncher {
    @Override
    public void start(Effect effect) {
      Thread thread =
          Thread.ofVirtual().name(run + ": " + effect.subject()).unstarted(() -> carryOut(effect));
      effects.put(effect, thread);
      thread.start();
    }

    @Override
    public void interrupt(Effect effect) {
      Thread thread = effects.get(effect);
      if (thread != null) {
        thread.interrupt();
      }
    }

    private void carryOut(Effect effect) {
      try {
        handler.carryOut(effect).ifPresent(RunThread.this::tell);
      } catch (InterruptedException e) {
        // No longer wanted; whoever interrupted it knows.
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        failure = e;
        mailbox.add(new Mail.Stop());
      } finally {
        effects.remove(effect);
        mailbox.add(new Mail.Ended(effect));
      }
    }
  }
}

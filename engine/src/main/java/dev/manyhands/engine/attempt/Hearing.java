package dev.manyhands.engine.attempt;

import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.process.Watch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Takes what a helper says and does to where it matters. Safe for any thread. */
final class Hearing implements Consumer<AgentEvent> {
  private final Transcript transcript;
  private final Watch watch;
  private final Post post;
  private final AtomicReference<Usage> charged = new AtomicReference<>(Usage.NONE);

  Hearing(Transcript transcript, Watch watch, Post post) {
    this.transcript = transcript;
    this.watch = watch;
    this.post = post;
  }

  @Override
  public void accept(AgentEvent event) {
    watch.heard();
    transcript.accept(event);
    if (event instanceof AgentEvent.Consumed consumed) {
      charge(consumed.usage());
    }
  }

  private void charge(Usage usage) {
    Usage before = charged.getAndAccumulate(usage, Usage::max);
    Usage now = before.max(usage);
    if (!now.equals(before)) {
      post.charge(now);
    }
  }
}

package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.port.Gate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Asks the gate for tools, each request on a thread of its own. Safe for any thread. */
final class Permits implements AutoCloseable {
  private final Gate gate;
  private final Map<String, Thread> asking = new ConcurrentHashMap<>();

  Permits(Gate gate) {
    this.gate = gate;
  }

  /**
   * Asks for all that one request of a tool is about.
   *
   * @param key names the request
   * @param answer hears the verdict, unless the request is withdrawn
   */
  void ask(String key, List<Gate.Request> requests, Consumer<Gate.Verdict> answer) {
    ask(key, requests, answer, () -> {});
  }

  /**
   * The same.
   *
   * @param withdrawn is called when the request is withdrawn instead
   */
  void ask(
      String key, List<Gate.Request> requests, Consumer<Gate.Verdict> answer, Runnable withdrawn) {
    Thread thread =
        Thread.ofVirtual()
            .name("permission " + key)
            .unstarted(
                () -> {
                  try {
                    answer.accept(verdict(requests));
                  } catch (InterruptedException e) {
                    LoggerFactory.getLogger(Permits.class).debug("{} is withdrawn", key);
                    withdrawn.run();
                  } finally {
                    asking.remove(key);
                  }
                });
    asking.put(key, thread);
    thread.start();
  }

  private Gate.Verdict verdict(List<Gate.Request> requests) throws InterruptedException {
    for (Gate.Request request : requests) {
      Gate.Verdict verdict = gate.ask(request);
      if (!verdict.allowed()) {
        return verdict;
      }
    }
    return Gate.Verdict.ALLOWED;
  }

  /** Withdraws a request. */
  void withdraw(String key) {
    Thread thread = asking.remove(key);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Withdraws every request. */
  @Override
  public void close() {
    asking.keySet().forEach(this::withdraw);
  }
}

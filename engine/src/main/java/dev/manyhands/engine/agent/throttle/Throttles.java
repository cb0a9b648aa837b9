package dev.manyhands.engine.agent.throttle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The throttles of all providers that this process calls. Safe for any thread. */
public final class Throttles {
  private static final int INITIAL = 20;

  private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();

  /** Returns the throttle of a provider: one for all of its agents. */
  public Throttle of(String provider) {
    return throttles.computeIfAbsent(provider, _ -> new Throttle(INITIAL));
  }

  /** Returns the throttle of a server of one's own, which is free until it refuses something. */
  public Throttle ofOwn(String server) {
    return throttles.computeIfAbsent(server, _ -> new Throttle(ConcurrencyLimit.UNLIMITED));
  }
}

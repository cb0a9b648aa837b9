package dev.manyhands.engine.agent.builtin;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * HTTP clients, one more for each so many calls that are under way at once. A client passes over
 * all of its idle connections with each call, so thousands of calls want several, and few want one.
 * Safe for any thread.
 */
final class Lanes {
  /** Calls of one client. */
  static final int WIDTH = 128;

  /** So many clients at the most; then each has more calls. */
  private static final int MOST = 64;

  private final Supplier<HttpClient> clients;
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final ReentrantLock adding = new ReentrantLock();

  Lanes(Supplier<HttpClient> clients) {
    this.clients = clients;
  }

  private record Lane(HttpClient client, AtomicInteger calls) {
    boolean take() {
      return calls.getAndUpdate(now -> now < WIDTH ? now + 1 : now) < WIDTH;
    }
  }

  /** Begins a call; the result ends it when it is cancelled. */
  <T> CompletableFuture<HttpResponse<T>> send(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    Lane lane = take();
    boolean sent = false;
    try {
      CompletableFuture<HttpResponse<T>> answer = lane.client().sendAsync(request, handler);
      var _ = answer.whenComplete((_, _) -> lane.calls().decrementAndGet());
      sent = true;
      return answer;
    } finally {
      if (!sent) {
        lane.calls().decrementAndGet();
      }
    }
  }

  private Lane take() {
    return free().orElseGet(this::another);
  }

  private Optional<Lane> free() {
    return lanes.stream().filter(Lane::take).findFirst();
  }

  private Lane another() {
    adding.lock();
    try {
      Optional<Lane> freeNow = free();
      if (freeNow.isPresent()) {
        return freeNow.get();
      }
      Lane lane;
      if (lanes.size() < MOST) {
        lane = new Lane(clients.get(), new AtomicInteger());
        lanes.add(lane);
      } else {
        lane = lanes.get(ThreadLocalRandom.current().nextInt(lanes.size()));
      }
      lane.calls().incrementAndGet();
      return lane;
    } finally {
      adding.unlock();
    }
  }

  /** Returns how many clients there are. */
  int count() {
    return lanes.size();
  }
}

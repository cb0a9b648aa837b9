package dev.manyhands.testkit.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The latest requests. Any thread may add and read. */
final class RequestLog {
  /** A real tool's request has a hundred kilobytes or more. */
  private static final int MOST = 2_000;

  private final Consumer<ReceivedRequest> listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<ReceivedRequest> latest = new ArrayDeque<>();
  private long count;

  /**
   * Creates an empty log.
   *
   * @param listener told of each request, of one at a time
   */
  RequestLog(Consumer<ReceivedRequest> listener) {
    this.listener = listener;
  }

  void add(ReceivedRequest request) {
    lock.lock();
    try {
      listener.accept(request);
      count++;
      latest.addLast(request);
      if (latest.size() > MOST) {
        latest.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  List<ReceivedRequest> latest() {
    lock.lock();
    try {
      return List.copyOf(latest);
    } finally {
      lock.unlock();
    }
  }

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }
}

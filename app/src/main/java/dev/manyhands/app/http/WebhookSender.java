package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.StoredEvent;
import dev.manyhands.engine.service.DeadLetter;
import dev.manyhands.engine.service.Webhook;
import dev.manyhands.engine.service.WebhookBook;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Sends events to one webhook, on a thread of its own: run by run, in order, each until it is taken
 * or given up. A receiver that is slow or gone holds up nobody else.
 */
final class WebhookSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
  private static final int BATCH = 100;
  private static final int LONGEST_REASON = 200;

  private final Webhook webhook;
  private final WebhookBook book;
  private final Places places;
  private final HttpClient http;
  private final Patience patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final LinkedHashSet<RunId> waiting = new LinkedHashSet<>();
  private final Thread thread;
  private boolean sending;

  /**
   * How often something is sent.
   *
   * @param answer how long a receiver may take
   * @param pause after the first failure; doubled after each further one
   * @param longest the longest pause
   * @param tries until it is given up
   */
  record Patience(Duration answer, Duration pause, Duration longest, int tries) {
    static final Patience STANDARD =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(5), 10);

    Duration after(int failures) {
      Duration next = pause.multipliedBy(1L << Math.min(failures - 1, 20));
      return next.compareTo(longest) < 0 ? next : longest;
    }
  }

  /** Starts, with what an engine before this one has left. */
  WebhookSender(
      Webhook webhook, WebhookBook book, Places places, HttpClient http, Patience patience) {
    this.webhook = webhook;
    this.book = book;
    this.places = places;
    this.http = http;
    this.patience = patience;
    waiting.addAll(book.begun(webhook.id()));
    this.thread = Thread.ofVirtual().name("webhook " + webhook.id()).start(this::work);
  }

  /** Hears that a run has events; returns at once. */
  void news(RunId run) {
    lock.lock();
    try {
      waiting.add(run);
      more.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isBusy() {
    lock.lock();
    try {
      return sending || !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private RunId next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      sending = false;
      while (waiting.isEmpty()) {
        more.await();
      }
      sending = true;
      return waiting.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      while (true) {
        RunId run = next();
        try {
          sendAll(run);
        } catch (ManyhandsException e) {
          // Sent when there is more of it, or by the next engine.
          LOG.warn("{}: run {} cannot be read", webhook, run, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAll(RunId run) throws InterruptedException {
    book.begin(webhook.id(), run);
    Optional<Long> cursor = book.cursor(webhook.id(), run);
    boolean going = cursor.isPresent();
    long seen = cursor.orElse(0L);
    while (going) {
      List<StoredEvent> events = places.at(webhook.directory()).engine().events(run, seen, BATCH);
      if (!events.isEmpty()) {
        seen = events.getLast().seq();
        send(run, events);
        if (EventFeed.isLast(events.getLast())) {
          book.end(webhook.id(), run);
        }
      }
      going = events.size() == BATCH;
    }
  }

  private void send(RunId run, List<StoredEvent> events) throws InterruptedException {
    long first = events.getFirst().seq();
    long last = events.getLast().seq();
    String body = body(run, events);
    Optional<String> failure = attempt(run, last, body);
    int failures = 1;
    while (failure.isPresent() && failures < patience.tries()) {
      LOG.debug("{} did not take events {} to {}: {}", webhook, first, last, failure.get());
      TimeUnit.NANOSECONDS.sleep(patience.after(failures).toNanos());
      failure = attempt(run, last, body);
      failures++;
    }
    if (failure.isEmpty()) {
      book.taken(webhook.id(), run, last);
      return;
    }
    LOG.warn("{}: events {} to {} of run {} are given up: {}", webhook, first, last, run, failure);
    book.giveUp(
        webhook.id(), new DeadLetter(run, first, last, failures, failure.get(), Instant.now()));
  }

  private String body(RunId run, List<StoredEvent> events) {
    ObjectNode node =
        JsonMapper.shared()
            .createObjectNode()
            .put("webhook", webhook.id())
            .put("run", run.value())
            .put("directory", webhook.directory().toString());
    ArrayNode array = node.putArray("events");
    events.forEach(event -> array.addRawValue(new RawValue(EventFeed.json(event))));
    return node.toString();
  }

  /** Sends once; returns why it was not taken. */
  private Optional<String> attempt(RunId run, long last, String body) throws InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(webhook.url())
            .header("Content-Type", "application/json")
            .header("User-Agent", "manyhands")
            .header("Manyhands-Delivery", "%s/%s/%d".formatted(webhook.id(), run, last))
            .header(
                WebhookSignature.HEADER,
                WebhookSignature.of(webhook.secret(), Instant.now(), bytes))
            .POST(BodyPublishers.ofByteArray(bytes))
            .build();
    // Its time includes an answer that never ends.
    CompletableFuture<HttpResponse<Void>> sent = http.sendAsync(request, BodyHandlers.discarding());
    try {
      int status = sent.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
    } catch (ExecutionException e) {
      return Optional.of(reason(e.getCause()));
    } catch (TimeoutException e) {
      return Optional.of("no answer within " + patience.answer());
    } finally {
      sent.cancel(true);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    String text = String.valueOf(cause);
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

package dev.manyhands.app.http;

import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.service.ServiceFile;
import dev.manyhands.engine.service.Webhook;
import dev.manyhands.engine.service.WebhookBook;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Those who are sent events of the runs that this engine carries. Safe for any thread. */
final class Webhooks implements AutoCloseable {
  private static final int MOST = 1_000;
  private static final int SHORTEST_SECRET = 16;
  private static final int LONGEST_SECRET = 256;
  private static final int LONGEST_URL = 2_000;

  private final WebhookBook book;
  private final Places places;
  private final WebhookSender.Patience patience;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock adding = new ReentrantLock();
  private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();

  /** Made for the first receiver: most engines have none, and it takes time. */
  private @Nullable HttpClient client;

  /** A webhook, and what sends to it. */
  private record Receiver(Webhook webhook, WebhookSender sender) {}

  Webhooks(ServiceFile service, Places places, WebhookSender.Patience patience) {
    this.book = new WebhookBook(service);
    this.places = places;
    this.patience = patience;
  }

  /** Sends what an engine before this one has left. */
  void start() {
    adding.lock();
    try {
      book.all().forEach(this::receive);
    } finally {
      adding.unlock();
    }
  }

  private HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(Duration.ofSeconds(10))
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .build();
    }
    return client;
  }

  private void receive(Webhook webhook) {
    WebhookSender sender = new WebhookSender(webhook, book, places, client(), patience);
    receivers.put(webhook.id(), new Receiver(webhook, sender));
  }

  WebhookBook book() {
    return book;
  }

  /** Hears of an event; returns at once. */
  void on(Path home, RunId run) {
    for (Receiver receiver : receivers.values()) {
      Webhook webhook = receiver.webhook();
      if (webhook.home().equals(home) && webhook.run().map(run::equals).orElse(true)) {
        receiver.sender().news(run);
      }
    }
  }

  /** Says whether something is still to be sent. */
  boolean isBusy() {
    return receivers.values().stream().anyMatch(receiver -> receiver.sender().isBusy());
  }

  List<Webhook> all() {
    return receivers.values().stream().map(Receiver::webhook).toList();
  }

  Optional<Webhook> find(String id) {
    return Optional.ofNullable(receivers.get(id)).map(Receiver::webhook);
  }

  /** Refuses what no webhook can be; says nothing of the secret. */
  static URI check(String url, String secret) {
    if (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET) {
      throw Refusal.usage(
          "the secret of a webhook has from %d to %d characters"
              .formatted(SHORTEST_SECRET, LONGEST_SECRET),
          "openssl rand -hex 32 makes one");
    }
    try {
      URI uri = URI.create(url);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && url.length() <= LONGEST_URL) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw Refusal.usage(
        "events can only be sent to an address of http or https without a password in it",
        "write https://example.org/path");
  }

  /** Adds one, of a run or of all that begin later. */
  Webhook add(URI url, String secret, Place place, Optional<RunId> run) {
    byte[] id = new byte[8];
    random.nextBytes(id);
    Webhook webhook =
        new Webhook(
            HexFormat.of().formatHex(id),
            url,
            secret,
            place.engine().home().root(),
            place.directory(),
            run,
            Instant.now());
    adding.lock();
    try {
      if (receivers.size() >= MOST) {
        throw Refusal.of(
            409, "there are %d webhooks already".formatted(MOST), "remove some of them");
      }
      book.add(webhook);
      receive(webhook);
    } finally {
      adding.unlock();
    }
    return webhook;
  }

  void remove(String id) {
    Receiver receiver = receivers.remove(id);
    if (receiver != null) {
      receiver.sender().close();
    }
    book.remove(id);
  }

  @Override
  public void close() {
    receivers.values().forEach(receiver -> receiver.sender().close());
    adding.lock();
    try {
      if (client != null) {
        client.shutdownNow();
      }
    } finally {
      adding.unlock();
    }
  }
}

package dev.manyhands.app.http;

import com.sun.net.httpserver.HttpServer;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.service.AnsweredRequests;
import dev.manyhands.engine.service.ServiceFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background engine of a user: carries runs of many repositories and answers over HTTP. There
 * is at most one for a state folder.
 */
public final class BackgroundEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundEngine.class);
  private static final long LOOK_MS = 1_000;
  private static final long PATIENCE_MS = 10_000;
  private static final Duration TIDY = Duration.ofHours(1);
  private static final int BACKLOG = 256;

  private final Path base;
  private final Duration idle;
  private final SingleEngine lock;
  private final ServiceFile service;
  private final AnsweredRequests answered;
  private final Places places;
  private final CarriedRuns carried;
  private final Webhooks webhooks;
  private final McpEndpoint mcp;
  private final List<HttpFront> fronts = new ArrayList<>();
  private final EngineInfo info;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private BackgroundEngine(
      Path base,
      Map<String, String> environment,
      Options options,
      SingleEngine lock,
      ServiceFile service,
      WebhookSender.Patience patience)
      throws IOException {
    this.base = base;
    this.idle = options.idle();
    this.lock = lock;
    this.service = service;
    this.answered = new AnsweredRequests(service, InstantSource.system());
    this.places = new Places(base, environment, this::heard);
    this.webhooks = new Webhooks(service, places, patience);
    this.carried = new CarriedRuns(base, places);
    this.mcp = new McpEndpoint(environment);
    String token = options.token().orElseGet(BackgroundEngine::newToken);
    InetSocketAddress loopback =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
    HttpServer bound = HttpServer.create(loopback, BACKLOG);
    this.info =
        new EngineInfo(
            bound.getAddress().getPort(),
            token,
            ProcessHandle.current().pid(),
            EngineInfo.thisVersion(),
            Instant.now());
    WebhookHandlers hooks = new WebhookHandlers(places, webhooks);
    RunHandlers runs = new RunHandlers(places, carried, hooks);
    EngineHandlers engine = new EngineHandlers(info, places, carried, this::stop);
    Routes routes = new Routes(engine, runs, new TaskHandlers(runs), hooks);
    IdempotencyKeys keys = new IdempotencyKeys(answered);
    fronts.add(
        new HttpFront(() -> bound, routes, new Guard(token, Guard.LOOPBACK), keys, PATIENCE_MS));
    if (options.elsewhere().isPresent()) {
      Elsewhere elsewhere = options.elsewhere().get();
      fronts.add(
          new HttpFront(elsewhere::bind, routes, new Guard(token, Set.of()), keys, PATIENCE_MS));
    }
    fronts.forEach(front -> front.passOn("/mcp", mcp::handle));
  }

  /**
   * How to listen.
   *
   * @param port on the loopback address; 0 for any that is free
   * @param idle after how long without requests and runs it ends; zero for never
   * @param token what requests must carry; made when empty
   * @param elsewhere where to listen besides
   */
  public record Options(
      int port, Duration idle, Optional<String> token, Optional<Elsewhere> elsewhere) {}

  /**
   * Starts one.
   *
   * @param base the state folder
   * @throws ManyhandsException if there is one already (CONFLICT), or it cannot listen (EXTERNAL)
   */
  public static BackgroundEngine start(Path base, Map<String, String> environment, Options options)
      throws InterruptedException {
    return start(base, environment, options, WebhookSender.Patience.STANDARD);
  }

  static BackgroundEngine start(
      Path base, Map<String, String> environment, Options options, WebhookSender.Patience patience)
      throws InterruptedException {
    SingleEngine lock = SingleEngine.take(base);
    ServiceFile service = null;
    boolean started = false;
    try {
      service = ServiceFile.open(base);
      BackgroundEngine engine =
          new BackgroundEngine(base, environment, options, lock, service, patience);
      engine.info.write(base);
      started = true;
      engine.webhooks.start();
      engine.carried.takeUp();
      return engine;
    } catch (IOException e) {
      throw ManyhandsException.external("cannot listen: " + e.getMessage(), "", e);
    } finally {
      if (!started) {
        if (service != null) {
          service.close();
        }
        lock.close();
      }
    }
  }

  private void heard(Path home, RunId run) {
    webhooks.on(home, run);
  }

  private static String newToken() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns how it is found. */
  public EngineInfo info() {
    return info;
  }

  /** Returns where it listens besides the loopback address. */
  int portElsewhere() {
    return fronts.getLast().port();
  }

  /** Returns how many requests are being answered. */
  int openRequests() {
    return fronts.stream().mapToInt(HttpFront::openRequests).sum();
  }

  /** Asks it to end; returns at once. */
  public void stop() {
    stopping.countDown();
  }

  /** Serves until it is asked to end, nothing has gone on for long, or its state folder is gone. */
  public void serve() throws InterruptedException {
    boolean more = true;
    long tidied = System.nanoTime() - TIDY.toNanos();
    boolean busy = false;
    while (more && !stopping.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
      places.rest();
      if (System.nanoTime() - tidied > TIDY.toNanos()) {
        tidied = System.nanoTime();
        answered.prune();
      }
      boolean still = carried.count() > 0;
      if (busy && !still) {
        // For hours perhaps nothing happens now: memory goes back to the system.
        System.gc();
      }
      busy = still;
      more = isWanted();
    }
  }

  private boolean isWanted() {
    if (!Files.exists(EngineInfo.file(base))) {
      LOG.info("{} is gone", EngineInfo.file(base));
      return false;
    }
    long quiet = fronts.stream().mapToLong(HttpFront::quietNanos).min().orElse(0);
    boolean idleForLong =
        !idle.isZero() && carried.count() == 0 && !webhooks.isBusy() && quiet >= idle.toNanos();
    if (idleForLong) {
      LOG.info("nothing has gone on for {}", idle);
    }
    return !idleForLong;
  }

  /** Interrupts all helpers, keeps their files, and is found no more. */
  @Override
  public void close() {
    stop();
    // Who comes now waits for the lock, and starts the next one.
    info.remove(base);
    mcp.close();
    // Each run is over or stopped, its report written and its note removed, before databases close.
    places.stop();
    carried.settle();
    places.close();
    fronts.forEach(HttpFront::close);
    webhooks.close();
    service.close();
    lock.close();
  }
}

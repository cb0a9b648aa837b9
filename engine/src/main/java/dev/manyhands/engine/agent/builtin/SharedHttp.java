package dev.manyhands.engine.agent.builtin;

import static dev.langchain4j.http.client.sse.ServerSentEventListenerUtils.ignoringExceptions;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.CancellationUnsupportedHandle;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * HTTP clients, with their pools of connections, for all sessions. {@code execute} only begins a
 * call; the {@link Hearer} of the thread waits for its end. Listeners hear on threads of the
 * client, one event after the other.
 */
final class SharedHttp implements HttpClient, HttpClientBuilder {
  private static final Duration CONNECTING = Duration.ofSeconds(20);
  private static final int MOST_ERROR_BYTES = 16 * 1024;
  private static final long MOST_BYTES = 64L << 20;
  private static final ServerSentEventContext CONTEXT =
      new ServerSentEventContext(new CancellationUnsupportedHandle());

  /**
   * Write requests and hear answers. Few and lasting: they wait for no server, and the libraries
   * keep buffers for each thread, which subagents by the thousand would each hold for themselves.
   */
  static final Executor THREADS =
      Executors.newFixedThreadPool(
          Math.max(4, Runtime.getRuntime().availableProcessors()),
          Thread.ofPlatform().daemon().name("model-calls-", 1).factory());

  private final Lanes lanes =
      new Lanes(
          () ->
              java.net.http.HttpClient.newBuilder()
                  .executor(THREADS)
                  .connectTimeout(CONNECTING)
                  .build());

  /** As many as there are models. */
  private final Map<String, URI> addresses = new ConcurrentHashMap<>();

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("answers are streamed");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    ServerSentEventListener strict = new StrictListener(listener);
    EventLines lines =
        new EventLines(event -> ignoringExceptions(() -> strict.onEvent(event, CONTEXT)));
    CompletableFuture<HttpResponse<String>> sent =
        lanes.send(
            translated(request),
            head ->
                isAnswer(head.statusCode())
                    ? new AnswerBody.Events(lines, MOST_BYTES)
                    : new AnswerBody.Refusal(MOST_ERROR_BYTES));
    Hearer.carry(new Hearer.Exchange(sent, sent.thenAccept(response -> ended(listener, response))));
  }

  private static void ended(ServerSentEventListener listener, HttpResponse<String> response) {
    if (isAnswer(response.statusCode())) {
      listener.onClose();
    } else {
      listener.onError(new RefusedCall(response.statusCode(), response.body(), response.headers()));
    }
  }

  private static boolean isAnswer(int status) {
    return status / 100 == 2;
  }

  private java.net.http.HttpRequest translated(HttpRequest request) {
    URI uri = addresses.computeIfAbsent(request.url(), URI::create);
    // Some servers stumble over the offer to upgrade that comes with HTTP/2 in clear text.
    Version version = uri.getScheme().equals("https") ? Version.HTTP_2 : Version.HTTP_1_1;
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(uri).version(version);
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return builder
        .method(
            request.method().name(),
            java.net.http.HttpRequest.BodyPublishers.ofString(request.body()))
        .build();
  }

  @Override
  public Duration connectTimeout() {
    return CONNECTING;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    // The watch of the attempt says how long silence may last.
    return Duration.ofDays(1);
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return this;
  }
}

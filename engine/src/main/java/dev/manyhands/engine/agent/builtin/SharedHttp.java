package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * One HTTP client, with its pool of connections, for all sessions. A call is carried out on the
 * caller's own thread, to its end: when {@code execute} returns, the listener has heard everything.
 * Interrupting the thread ends the call.
 */
final class SharedHttp implements HttpClient, HttpClientBuilder {
  private static final Duration CONNECTING = Duration.ofSeconds(20);
  private static final int MOST_ERROR_BYTES = 16 * 1024;
  private static final long MOST_BYTES = 64L << 20;

  private final java.net.http.HttpClient client =
      java.net.http.HttpClient.newBuilder()
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .connectTimeout(CONNECTING)
          .build();

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("answers are streamed");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      HttpResponse<InputStream> response =
          client.send(translated(request), BodyHandlers.ofInputStream());
      try (InputStream body = new BoundedStream(response.body(), MOST_BYTES)) {
        if (response.statusCode() / 100 == 2) {
          parser.parse(body, new StrictListener(listener));
          listener.onClose();
        } else {
          String text = new String(body.readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8);
          listener.onError(new RefusedCall(response.statusCode(), text, response.headers()));
        }
      }
    } catch (IOException e) {
      listener.onError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      listener.onError(e);
    }
  }

  private static java.net.http.HttpRequest translated(HttpRequest request) {
    URI uri = URI.create(request.url());
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

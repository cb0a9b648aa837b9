package dev.manyhands.testkit.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Forwards every request to a provider, and records what is asked and answered. */
final class RecordingAnswers implements Answers {
  /** Headers that belong to one connection, or that the client sets by itself. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "expect",
          "te",
          "content-encoding",
          // What is recorded is to be readable.
          "accept-encoding");

  private final URI upstream;
  private final Recording recording;
  private final HttpClient client = HttpClient.newHttpClient();

  RecordingAnswers(URI upstream, Recording recording) {
    this.upstream = upstream;
    this.recording = recording;
  }

  @Override
  public void answer(Incoming incoming, byte[] raw, Wire wire)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(forwarded(incoming, raw), BodyHandlers.ofInputStream());
    String type = response.headers().firstValue("content-type").orElse("application/json");
    Map<String, String> headers =
        response
            .headers()
            .firstValue("retry-after")
            .map(wait -> Map.of("retry-after", wait))
            .orElse(Map.of());
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (InputStream in = response.body();
        OutputStream out = wire.beginStream(response.statusCode(), type, headers)) {
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        copy.write(buffer, 0, read);
        out.write(buffer, 0, read);
        out.flush();
      }
    }
    record(incoming, response.statusCode(), type, copy.toString(StandardCharsets.UTF_8));
  }

  private HttpRequest forwarded(Incoming incoming, byte[] raw) {
    String query = incoming.query().isEmpty() ? "" : "?" + incoming.query();
    URI target = URI.create(upstream.toString().replaceFirst("/+$", "") + incoming.path() + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(target);
    for (Map.Entry<String, List<String>> header : incoming.headers().entrySet()) {
      if (!NOT_FORWARDED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        header.getValue().forEach(value -> request.header(header.getKey(), value));
      }
    }
    return request
        .method(
            incoming.method(),
            raw.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(raw))
        .build();
  }

  private void record(Incoming incoming, int status, String type, String answer)
      throws IOException {
    Secrets secrets = Secrets.of(incoming);
    recording.add(
        new Recording.Pair(
            incoming.method(),
            incoming.path(),
            Secrets.removedFromQuery(incoming.query()),
            Json.read(secrets.removedFrom(Json.text(incoming.body()))),
            status,
            type,
            secrets.removedFrom(answer)));
  }

  @Override
  public void close() throws IOException {
    client.close();
    recording.close();
  }
}

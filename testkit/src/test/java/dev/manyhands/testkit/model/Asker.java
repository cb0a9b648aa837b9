package dev.manyhands.testkit.model;

import dev.manyhands.testkit.model.Provider.Heard;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks a scripted model in one dialect. */
final class Asker implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedModel model;
  private final Provider provider;
  private final boolean streamed;

  Asker(ScriptedModel model, Provider provider, boolean streamed) {
    this.model = model;
    this.provider = provider;
    this.streamed = streamed;
  }

  HttpResponse<String> send(List<String> tools, String... talk)
      throws IOException, InterruptedException {
    return client.send(request(tools, talk), BodyHandlers.ofString());
  }

  HttpRequest request(List<String> tools, String... talk) {
    return HttpRequest.newBuilder(provider.address(model, streamed))
        .header("x-api-key", "a-very-secret-key")
        .POST(BodyPublishers.ofString(Json.text(provider.request(List.of(talk), tools, streamed))))
        .build();
  }

  HttpClient client() {
    return client;
  }

  Heard ask(List<String> tools, String... talk) throws IOException, InterruptedException {
    return understand(send(tools, talk).body());
  }

  Heard understand(String answer) {
    return streamed ? provider.heard(events(answer)) : provider.heard(Json.read(answer));
  }

  static List<JsonNode> events(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> Json.read(line.substring("data: ".length())))
        .toList();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}

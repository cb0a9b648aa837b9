package dev.manyhands.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a program of its own. */
@Timeout(60)
class ScriptedModelServerTest {
  @TempDir Path folder;

  private Process start(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ScriptedModelServer.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  @Test
  void itSaysItsPortAndAnswersAndLogs() throws Exception {
    Path script = Files.writeString(folder.resolve("s.yaml"), "scripts: {s: [{text: Hello.}]}");
    Path port = folder.resolve("port");
    Path log = folder.resolve("log.jsonl");
    Process server =
        start("--port-file", port.toString(), "--script", script.toString(), "--log", "" + log);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!Files.exists(port)) {
        assertThat(server.isAlive()).as(() -> output()).isTrue();
        Thread.onSpinWait();
      }
      String url = "http://127.0.0.1:" + Files.readString(port);
      var response =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/v1/messages"))
                  .POST(
                      BodyPublishers.ofString(
                          "{\"messages\": [{\"role\": \"user\", \"content\": \"[[script:s]]\"}]}"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(Json.read(response.body()).path("content").path(0).path("text").stringValue())
          .isEqualTo("Hello.");
      assertThat(Json.read(Files.readString(log)).path("script").stringValue()).isEqualTo("s");
      for (String probe : List.of("/", "/v1/models", "/v1beta/models")) {
        assertThat(
                client
                    .send(
                        HttpRequest.newBuilder(URI.create(url + probe)).build(),
                        BodyHandlers.ofString())
                    .statusCode())
            .isEqualTo(200);
      }
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(URI.create(url)).HEAD().build(),
                      BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
      var tokens =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/v1/messages/count_tokens"))
                  .POST(BodyPublishers.ofString("{\"messages\": []}"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(Json.read(tokens.body()).path("input_tokens").asInt()).isPositive();
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void aWrongScriptIsNamed() throws Exception {
    Path script = Files.writeString(folder.resolve("s.yaml"), "scripts: {s: [{say: Hello.}]}");
    Process server = start("--script", script.toString());

    assertThat(server.waitFor()).isEqualTo(2);
    assertThat(output()).contains("s.yaml.scripts.s[0]: 'say' is unknown here");
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package dev.manyhands.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The floor: the same calls and tools with the JDK's HTTP client and a JSON library, and no more.
 */
final class BareContestant implements SubagentsClient.Contestant {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TOOLS =
      """
      [{"name":"read_file","description":"Reads a text file.","input_schema":{"type":"object",
      "properties":{"path":{"type":"string"}},"required":["path"]}},
      {"name":"list_files","description":"Lists files.","input_schema":{"type":"object",
      "properties":{"folder":{"type":"string"}}}},
      {"name":"search","description":"Searches files.","input_schema":{"type":"object",
      "properties":{"pattern":{"type":"string"}},"required":["pattern"]}},
      {"name":"write_file","description":"Writes a file.","input_schema":{"type":"object",
      "properties":{"path":{"type":"string"},"content":{"type":"string"}}}},
      {"name":"edit_file","description":"Edits a file.","input_schema":{"type":"object",
      "properties":{"path":{"type":"string"},"old":{"type":"string"},"new":{"type":"string"}}}},
      {"name":"shell","description":"Runs a command.","input_schema":{"type":"object",
      "properties":{"command":{"type":"string"}},"required":["command"]}}]
      """;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final JsonNode tools = JSON.readTree(TOOLS);
  private final URI address;
  private final Path folder;
  private final boolean streamed;

  BareContestant(int port, Path folder, boolean streamed) {
    this.address = URI.create("http://127.0.0.1:" + port + "/v1/messages");
    this.folder = folder;
    this.streamed = streamed;
  }

  /** A use of a tool, or the end. */
  private record Answer(String id, String name, String input) {}

  @Override
  public void work(int number) throws Exception {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", "claude-haiku-4-5").put("max_tokens", 1000).put("stream", streamed);
    body.set("tools", tools);
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "user").put("content", "[[script:main#%d]]".formatted(number));
    for (int uses = 0; ; uses++) {
      Answer answer = call(body);
      if (answer.name().isEmpty()) {
        if (uses != 4) {
          throw new IllegalStateException("it ended after " + uses + " uses");
        }
        return;
      }
      JsonNode input = JSON.readTree(answer.input());
      String text = Files.readString(folder.resolve(input.path("path").asString()));
      messages
          .addObject()
          .put("role", "assistant")
          .putArray("content")
          .addObject()
          .put("type", "tool_use")
          .put("id", answer.id())
          .put("name", answer.name())
          .set("input", input);
      messages
          .addObject()
          .put("role", "user")
          .putArray("content")
          .addObject()
          .put("type", "tool_result")
          .put("tool_use_id", answer.id())
          .put("content", text);
    }
  }

  private Answer call(ObjectNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    if (streamed) {
      HttpResponse<Stream<String>> response =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = response.body()) {
        return streamed(lines);
      }
    }
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    for (JsonNode part : JSON.readTree(response.body()).path("content")) {
      if (part.path("type").asString().equals("tool_use")) {
        return new Answer(
            part.path("id").asString(),
            part.path("name").asString(),
            part.path("input").toString());
      }
    }
    return new Answer("", "", "");
  }

  private static Answer streamed(Stream<String> lines) {
    StringBuilder input = new StringBuilder();
    String[] use = {"", ""};
    lines
        .filter(line -> line.startsWith("data:"))
        .map(line -> JSON.readTree(line.substring(5)))
        .forEach(
            event -> {
              JsonNode block = event.path("content_block");
              if (block.path("type").asString("").equals("tool_use")) {
                use[0] = block.path("id").asString();
                use[1] = block.path("name").asString();
              }
              input.append(event.path("delta").path("partial_json").asString(""));
            });
    return new Answer(use[0], use[1], input.toString());
  }
}

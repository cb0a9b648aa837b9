package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.desk.HelperLine;
import dev.manyhands.engine.desk.HelperRequest;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves one subagent over two streams, with what {@code manyhands ask}, {@code note}, {@code
 * notes} and {@code result} do for those that have a shell.
 */
public final class HelperServer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Optional<HelperLine> line;
  private final String version;

  /** What a tool asks of the engine, made of its arguments. */
  @FunctionalInterface
  private interface Request {
    HelperRequest of(Map<String, Object> arguments);
  }

  /**
   * Starts nothing yet.
   *
   * @param line to the engine that started the subagent; without one there is nothing to offer
   * @param version of the product, for the client
   */
  public HelperServer(Optional<HelperLine> line, String version) {
    this.line = line;
    this.version = version;
  }

  /**
   * Serves until the input ends.
   *
   * @param out nobody else may write to it
   */
  public void serve(InputStream in, OutputStream out) throws InterruptedException {
    StdioTransport transport = new StdioTransport(new BufferedInputStream(in), out);
    McpSyncServer server =
        McpServer.sync(transport)
            .serverInfo(
                McpSchema.Implementation.builder("manyhands", version).title("Manyhands").build())
            .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
            .jsonMapper(Server.JSON)
            .tools(line.map(HelperServer::tools).orElse(List.of()))
            .build();
    try {
      transport.serve();
    } catch (IOException e) {
      throw ManyhandsException.external("standard input cannot be read: " + e.getMessage(), "", e);
    } finally {
      transport.drain(PATIENCE);
      server.close();
    }
  }

  private static List<SyncToolSpecification> tools(HelperLine engine) {
    return List.of(
        tool(
            engine,
            "ask",
            "Asks whoever gave you the task, and waits for the answer. Use it when you cannot"
                + " decide something yourself.",
            text("question", "What you want to know."),
            arguments -> new HelperRequest.Ask(words(arguments, "question"), null, null)),
        tool(
            engine,
            "note",
            "Writes a line into the notes that all who work on this run share.",
            text("text", "What others should know."),
            arguments -> new HelperRequest.Note(words(arguments, "text"))),
        tool(
            engine,
            "notes",
            "Reads the notes that all who work on this run share.",
            Map.of("type", "object", "properties", Map.of()),
            _ -> new HelperRequest.Notes()),
        tool(
            engine,
            "result",
            "Hands in the structured result of your task.",
            Map.of(
                "type",
                "object",
                "properties",
                Map.of("result", Map.of("description", "JSON as the task's schema wants it.")),
                "required",
                List.of("result")),
            arguments -> new HelperRequest.Result(json(arguments.get("result")))));
  }

  private static Map<String, Object> text(String name, String description) {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(name, Map.of("type", "string", "description", description)),
        "required",
        List.of(name));
  }

  private static String words(Map<String, Object> arguments, String name) {
    return Objects.toString(arguments.get(name), "");
  }

  /** Some clients write an object as a text. */
  private static String json(@Nullable Object value) {
    return value instanceof String text ? text : JsonMapper.shared().writeValueAsString(value);
  }

  private static SyncToolSpecification tool(
      HelperLine engine,
      String name,
      String description,
      Map<String, Object> input,
      Request request) {
    return SyncToolSpecification.builder()
        .tool(McpSchema.Tool.builder(name, input).description(description).build())
        .callHandler((_, call) -> call(engine, request, call.arguments()))
        .build();
  }

  private static CallToolResult call(
      HelperLine engine, Request request, @Nullable Map<String, Object> arguments) {
    try {
      return result(engine.ask(request.of(arguments == null ? Map.of() : arguments)), false);
    } catch (ManyhandsException e) {
      return result((e.getMessage() + "\n" + e.hint()).strip(), true);
    }
  }

  private static CallToolResult result(String text, boolean error) {
    return CallToolResult.builder(List.of(McpSchema.TextContent.builder(text).build()))
        .isError(error)
        .build();
  }
}

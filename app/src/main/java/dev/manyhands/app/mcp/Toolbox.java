package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools as the protocol has them.
 *
 * @param tools what can be asked for
 * @param descriptions what is told about them
 * @param connections finds what is known of a client, by its session
 * @param ending says whether waiting has no use any more
 */
record Toolbox(
    List<McpTool> tools,
    Descriptions descriptions,
    Function<String, Connection> connections,
    BooleanSupplier ending) {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** Returns what a main agent can ask for. */
  static List<McpTool> forMainAgents() {
    return List.of(
        new SpawnAgents(),
        new ListAgents(InstantSource.system()),
        new WaitAgents(),
        new GetResult(),
        new SendMessage(),
        new AnswerAgent(),
        new CancelAgents(),
        new CombineRun(),
        new LandResult(),
        new RunPlan(),
        new ListAgentTypes());
  }

  List<SyncToolSpecification> specifications() {
    return tools.stream().map(this::specification).toList();
  }

  private SyncToolSpecification specification(McpTool tool) {
    ObjectNode input = descriptions.input(tool.name());
    McpSchema.Tool description =
        McpSchema.Tool.builder(tool.name(), map(input))
            .title(descriptions.title(tool.name()))
            .description(descriptions.description(tool.name()))
            .outputSchema(map(descriptions.output(tool.name())))
            .annotations(
                McpSchema.ToolAnnotations.builder()
                    .readOnlyHint(descriptions.hint(tool.name(), "readOnlyHint"))
                    .destructiveHint(descriptions.hint(tool.name(), "destructiveHint"))
                    .idempotentHint(descriptions.hint(tool.name(), "idempotentHint"))
                    .openWorldHint(descriptions.hint(tool.name(), "openWorldHint"))
                    .build())
            .build();
    return SyncToolSpecification.builder()
        .tool(description)
        .callHandler((exchange, request) -> call(tool, input, exchange, request))
        .build();
  }

  private CallToolResult call(
      McpTool tool, ObjectNode input, McpSyncServerExchange exchange, CallToolRequest request) {
    try {
      Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
      ObjectNode arguments = JsonMapper.shared().valueToTree(given);
      Connection connection =
          connections.apply(Objects.requireNonNullElse(exchange.sessionId(), ""));
      Answer answer =
          tool.call(
              new ToolCall(
                  new Arguments(tool.name(), arguments, input),
                  connection,
                  progress(exchange, request.meta()),
                  ending));
      ObjectNode body = answer.complete();
      return CallToolResult.builder(List.of(text(body.toString())))
          .structuredContent(map(body))
          .isError(false)
          .build();
    } catch (ManyhandsException e) {
      return error(
          e.hint().isEmpty() ? e.getMessage() : "%s\n%s".formatted(e.getMessage(), e.hint()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error("the server is ending; subagents go on");
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Toolbox.class).error("{} failed", tool.name(), e);
      return error("this is a bug in Manyhands: %s".formatted(e));
    }
  }

  private static McpSchema.Content text(String text) {
    return McpSchema.TextContent.builder(text).build();
  }

  private static CallToolResult error(@Nullable String text) {
    return CallToolResult.builder(List.of(text(Objects.toString(text)))).isError(true).build();
  }

  /** A client that wants to hear of progress gives a token. */
  private static ToolCall.Progress progress(
      McpSyncServerExchange exchange, @Nullable Map<String, Object> meta) {
    Object token = meta == null ? null : meta.get("progressToken");
    if (token == null) {
      return (_, _, _) -> {};
    }
    return new IncreasingProgress(exchange, token);
  }

  static Map<String, Object> map(ObjectNode node) {
    return JsonMapper.shared().convertValue(node, MAP);
  }
}

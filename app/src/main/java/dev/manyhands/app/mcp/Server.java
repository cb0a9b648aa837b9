package dev.manyhands.app.mcp;

import dev.manyhands.core.ManyhandsException;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Puts tools, resources and prompts together into what a transport serves. */
final class Server {
  /** Messages as Jackson 3 reads and writes them. */
  static final JacksonMcpJsonMapper JSON = new JacksonMcpJsonMapper(JsonMapper.shared());

  private static final List<List<String>> TEMPLATES =
      List.of(
          List.of(
              RunResources.REPORT, "report", "What became of a run, for people", "text/markdown"),
          List.of(RunResources.RUN_DIFF, "run-diff", "What a run changed", "text/x-diff"),
          List.of(RunResources.DIFF, "diff", "What a task changed", "text/x-diff"),
          List.of(
              RunResources.TRANSCRIPT,
              "transcript",
              "What a task's subagent said and did",
              "text/plain"));

  private final Repositories repositories;
  private final String version;

  Server(Repositories repositories, String version) {
    this.repositories = repositories;
    this.version = version;
  }

  /**
   * Serves main agents.
   *
   * @param specification of the transport
   * @param connections finds what is known of a client, by its session
   */
  McpSyncServer start(
      McpServer.SyncSpecification<?> specification,
      Function<String, Connection> connections,
      BooleanSupplier ending) {
    Descriptions descriptions = new Descriptions();
    Toolbox toolbox = new Toolbox(Toolbox.forMainAgents(), descriptions, connections, ending);
    return specification
        .serverInfo(
            McpSchema.Implementation.builder("manyhands", version).title("Manyhands").build())
        .instructions(descriptions.instructions())
        .capabilities(
            McpSchema.ServerCapabilities.builder()
                .tools(false)
                .resources(false, false)
                .prompts(false)
                .build())
        .jsonMapper(JSON)
        // Arguments are judged by the tools, which say more; answers by the tests.
        .validateToolInputs(false)
        .jsonSchemaValidator((_, _) -> JsonSchemaValidator.ValidationResponse.asValid(null))
        .tools(toolbox.specifications())
        .resources(resources())
        .resourceTemplates(templates())
        .prompts(PromptTexts.all().stream().map(Server::prompt).toList())
        .build();
  }

  private List<SyncResourceSpecification> resources() {
    return List.of(
        new SyncResourceSpecification(
            McpSchema.Resource.builder(RunResources.RUNS, "runs")
                .title("Runs")
                .description("All runs of the repository, the newest first")
                .mimeType("application/json")
                .build(),
            (_, request) -> read(request.uri())));
  }

  private List<SyncResourceTemplateSpecification> templates() {
    return TEMPLATES.stream()
        .map(
            template ->
                new SyncResourceTemplateSpecification(
                    McpSchema.ResourceTemplate.builder(template.get(0), template.get(1))
                        .description(template.get(2))
                        .mimeType(template.get(3))
                        .build(),
                    (_, request) -> read(request.uri())))
        .toList();
  }

  private ReadResourceResult read(String uri) {
    try {
      RunResources.Content content = new RunResources(repositories).read(uri);
      return ReadResourceResult.builder(
              List.of(
                  TextResourceContents.builder(uri, content.text())
                      .mimeType(content.type())
                      .build()))
          .build();
    } catch (ManyhandsException e) {
      throw McpError.builder(ErrorCodes.RESOURCE_NOT_FOUND)
          .message(Objects.toString(e.getMessage()))
          .data(Map.of("uri", uri))
          .build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw McpError.builder(ErrorCodes.INTERNAL_ERROR).message("the server is ending").build();
    }
  }

  private static SyncPromptSpecification prompt(PromptTexts.Prompt prompt) {
    return new SyncPromptSpecification(
        McpSchema.Prompt.builder(prompt.name())
            .title(prompt.title())
            .description(prompt.description())
            .arguments(
                prompt.arguments().stream()
                    .map(
                        argument ->
                            McpSchema.PromptArgument.builder(argument.name())
                                .description(argument.description())
                                .required(argument.required())
                                .build())
                    .toList())
            .build(),
        (_, request) ->
            prompt(prompt, request.arguments() == null ? Map.of() : request.arguments()));
  }

  private static GetPromptResult prompt(PromptTexts.Prompt prompt, Map<String, Object> given) {
    for (PromptTexts.Argument argument : prompt.arguments()) {
      if (argument.required() && Objects.toString(given.get(argument.name()), "").isBlank()) {
        throw McpError.builder(ErrorCodes.INVALID_PARAMS)
            .message("the prompt needs '%s': %s".formatted(argument.name(), argument.description()))
            .build();
      }
    }
    return GetPromptResult.builder(
            List.of(
                PromptMessage.builder(
                        McpSchema.Role.USER, TextContent.builder(prompt.with(given)).build())
                    .build()))
        .description(prompt.description())
        .build();
  }
}

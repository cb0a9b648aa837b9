package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.manyhands.engine.port.Gate;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes the structured result of a task that wants one. */
final class ResultTool implements Tool {
  private final ToolSpecification specification;
  private @Nullable String result;

  /**
   * Creates the tool.
   *
   * @param schema the JSON Schema of the result, as JSON text
   */
  ResultTool(String schema) {
    // References are from the root of a schema, so such a one cannot be part of another.
    JsonSchemaElement element =
        schema.contains("\"$ref\"")
            ? JsonStringSchema.builder().description("JSON that satisfies the schema").build()
            : JsonRawSchema.from(schema);
    this.specification =
        ToolSpecification.builder()
            .name("result")
            .description("Delivers the task's result. Use it once, when everything is done.")
            .parameters(
                JsonObjectSchema.builder()
                    .addProperty("result", element)
                    .required("result")
                    .build())
            .build();
  }

  @Override
  public ToolSpecification specification() {
    return specification;
  }

  @Override
  public Gate.Request request(ToolArguments arguments) {
    return new Gate.Request(name(), "", Gate.Kind.READ);
  }

  @Override
  public String use(ToolArguments arguments) throws IOException {
    JsonNode value = arguments.json().path("result");
    if (value.isMissingNode()) {
      throw new IOException("the argument 'result' is missing");
    }
    boolean text =
        value.isString()
            && specification.parameters().properties().get("result") instanceof JsonStringSchema;
    result = text ? value.stringValue() : value.toString();
    return "taken";
  }

  /** Returns what was delivered since this was asked last. */
  Optional<String> take() {
    Optional<String> taken = Optional.ofNullable(result);
    result = null;
    return taken;
  }
}

package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clients of models: one for all sessions that use the same model. Safe for any thread. */
final class Models {
  private final SharedHttp http = new SharedHttp();
  private final Map<ModelChoice, StreamingChatModel> models = new ConcurrentHashMap<>();

  StreamingChatModel of(ModelChoice choice, Settings settings) {
    return models.computeIfAbsent(choice, _ -> make(choice, settings));
  }

  private StreamingChatModel make(ModelChoice choice, Settings settings) {
    // The libraries insist on a key, also for servers that need none.
    String key = choice.key().isEmpty() ? "none" : choice.key();
    String address = choice.address().toString();
    return switch (choice.provider().dialect()) {
      case ANTHROPIC ->
          new AnthropicStreamingChatModel.AnthropicStreamingChatModelBuilder()
              .httpClientBuilder(http)
              .baseUrl(address)
              .apiKey(key)
              .modelName(choice.model())
              .maxTokens(settings.mostOutputTokens())
              .cacheSystemMessages(true)
              .cacheTools(true)
              .build();
      case OPENAI ->
          new OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder()
              .httpClientBuilder(http)
              .baseUrl(address)
              .apiKey(key)
              .modelName(choice.model())
              .build();
      case GEMINI ->
          GoogleAiGeminiStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(address)
              .apiKey(key)
              .modelName(choice.model())
              // What the model thought has to come back with its tool calls.
              .returnThinking(true)
              .sendThinking(true)
              .build();
    };
  }
}

package dev.manyhands.engine.agent.builtin;

import java.util.List;
import java.util.Optional;

/**
 * Whom models are called at, and where that is said.
 *
 * @param word what stands before the slash in {@code anthropic/claude-…}
 * @param own whether it is a server of one's own, which does without a key
 * @param keys the variables that may hold the key; the first that is set counts
 * @param addresses the variables that may hold the address
 * @param address the usual one
 * @param path what the library wants after the address
 * @param modelVariable may name the model that is taken when nobody else names one
 * @param model the one that is taken otherwise; empty when there is none
 * @param contextTokens how long a conversation may become
 */
record Provider(
    String word,
    Dialect dialect,
    boolean own,
    List<String> keys,
    List<String> addresses,
    String address,
    String path,
    String modelVariable,
    String model,
    int contextTokens) {
  private static final Provider ANTHROPIC =
      new Provider(
          "anthropic",
          Dialect.ANTHROPIC,
          false,
          List.of("ANTHROPIC_API_KEY"),
          List.of("ANTHROPIC_BASE_URL"),
          "https://api.anthropic.com",
          "/v1",
          "ANTHROPIC_MODEL",
          "claude-sonnet-4-5",
          150_000);
  private static final Provider OPENAI =
      new Provider(
          "openai",
          Dialect.OPENAI,
          false,
          List.of("OPENAI_API_KEY"),
          List.of("OPENAI_BASE_URL"),
          "https://api.openai.com/v1",
          "",
          "OPENAI_MODEL",
          "gpt-5",
          200_000);
  private static final Provider GEMINI =
      new Provider(
          "gemini",
          Dialect.GEMINI,
          false,
          List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
          List.of("GEMINI_BASE_URL", "GOOGLE_GEMINI_BASE_URL"),
          "https://generativelanguage.googleapis.com",
          "/v1beta",
          "GEMINI_MODEL",
          "gemini-2.5-pro",
          400_000);

  /** In the order in which keys are looked for. */
  static final List<Provider> ALL =
      List.of(
          ANTHROPIC,
          OPENAI,
          GEMINI,
          own("ollama", "OLLAMA", "http://127.0.0.1:11434/v1"),
          own("vllm", "VLLM", "http://127.0.0.1:8000/v1"),
          own("llamacpp", "LLAMACPP", "http://127.0.0.1:8080/v1"));

  /** How requests and answers are written. */
  enum Dialect {
    ANTHROPIC,
    OPENAI,
    GEMINI
  }

  /** A server that speaks OpenAI's dialect and, as a rule, has small models. */
  private static Provider own(String word, String variable, String address) {
    return new Provider(
        word,
        Dialect.OPENAI,
        true,
        List.of(variable + "_API_KEY"),
        List.of(variable + "_BASE_URL"),
        address,
        "",
        variable + "_MODEL",
        "",
        24_000);
  }

  static Optional<Provider> named(String word) {
    return ALL.stream().filter(each -> each.word().equals(word)).findFirst();
  }

  /** Finds the one whose model it is, as far as the name of the model tells. */
  static Optional<Provider> guessed(String model) {
    if (model.startsWith("claude")) {
      return Optional.of(ANTHROPIC);
    }
    if (model.startsWith("gemini")) {
      return Optional.of(GEMINI);
    }
    return model.matches("gpt.*|o[0-9].*|codex.*") ? Optional.of(OPENAI) : Optional.empty();
  }
}

package dev.manyhands.engine.agent.builtin;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which model is called, and where.
 *
 * @param address the base URL of its API, without a slash at the end
 * @param key empty where none is needed
 */
record ModelChoice(Provider provider, String model, URI address, String key) {
  private static final String MODEL = "MANYHANDS_MODEL";

  /**
   * Chooses: what the task names, else {@code MANYHANDS_MODEL}, else the model of the provider
   * whose key is set.
   *
   * @throws ManyhandsException if that leaves it open (CONFIG)
   */
  static ModelChoice of(Optional<String> wanted, Map<String, String> environment) {
    Optional<String> standard = value(environment, List.of(MODEL));
    String named = wanted.or(() -> standard).orElse("");
    int slash = named.indexOf('/');
    Optional<Provider> prefix =
        slash > 0 ? Provider.named(named.substring(0, slash)) : Optional.empty();
    String model = prefix.isPresent() ? named.substring(slash + 1) : named;
    Provider provider =
        prefix
            .or(() -> Provider.guessed(model))
            .or(() -> standard.flatMap(ModelChoice::prefix))
            .or(() -> withKey(environment))
            .orElseThrow(
                () ->
                    wrong(
                        "no key and no model is configured",
                        "set ANTHROPIC_API_KEY, OPENAI_API_KEY or GEMINI_API_KEY, or name a model"
                            + " of your own server: MANYHANDS_MODEL=ollama/NAME"));
    return new ModelChoice(
        provider,
        model.isEmpty() ? standardModel(provider, environment) : model,
        address(provider, environment),
        key(provider, environment));
  }

  private static Optional<Provider> prefix(String model) {
    int slash = model.indexOf('/');
    return slash > 0 ? Provider.named(model.substring(0, slash)) : Optional.empty();
  }

  private static Optional<Provider> withKey(Map<String, String> environment) {
    return Provider.ALL.stream()
        .filter(each -> value(environment, each.keys()).isPresent())
        .findFirst();
  }

  private static String standardModel(Provider provider, Map<String, String> environment) {
    String model = value(environment, List.of(provider.modelVariable())).orElseGet(provider::model);
    if (model.isEmpty()) {
      throw wrong(
          "nobody says which model of %s to use".formatted(provider.word()),
          "name it in the task ('model'), or set %s=%s/NAME".formatted(MODEL, provider.word()));
    }
    return model;
  }

  private static URI address(Provider provider, Map<String, String> environment) {
    String text = value(environment, provider.addresses()).orElse(provider.address()).strip();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    try {
      URI address = URI.create(text.endsWith(provider.path()) ? text : text + provider.path());
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw wrong(
        "'%s' is not the address of a model server".formatted(text),
        "mend " + String.join(" or ", provider.addresses()));
  }

  private static String key(Provider provider, Map<String, String> environment) {
    Optional<String> key = value(environment, provider.keys());
    if (key.isEmpty() && !provider.own()) {
      throw wrong(
          "no key for %s is configured".formatted(provider.word()),
          "set " + String.join(" or ", provider.keys()));
    }
    return key.orElse("");
  }

  private static Optional<String> value(Map<String, String> environment, List<String> names) {
    return names.stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  /** Says whether the server is on this machine: then nobody else's limits count. */
  boolean isLocal() {
    String host = address.getHost();
    return provider.own()
        || host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }

  /** Returns the name under which prices and people know the model. */
  String fullName() {
    return provider.word() + "/" + model;
  }

  static ManyhandsException wrong(String message, String hint) {
    return new ManyhandsException(Kind.CONFIG, message, hint);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return fullName() + " at " + address;
  }
}

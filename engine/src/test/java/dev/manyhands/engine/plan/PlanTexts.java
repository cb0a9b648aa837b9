package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.AgentName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/** Plan files that several tests read. */
final class PlanTexts {
  static final Set<AgentName> AGENTS = Set.of(new AgentName("claude"), new AgentName("codex"));

  private PlanTexts() {}

  /** Returns the example of the documentation. */
  static String example() {
    return resource("contract-example.yaml");
  }

  static String resource(String name) {
    try (InputStream in = PlanTexts.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PlanResult read(String text) {
    return new PlanReader().read(text, "plan.yaml", AGENTS);
  }
}

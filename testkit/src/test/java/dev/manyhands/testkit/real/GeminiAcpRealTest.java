package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import dev.manyhands.testkit.model.Turn;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class GeminiAcpRealTest extends RealToolContract {
  GeminiAcpRealTest() {
    super("gemini-acp", "gemini");
  }

  /** Its own tools for files refuse without asking. */
  @Override
  protected Turn outside() {
    return shell("echo outside > ../outside.txt");
  }
}

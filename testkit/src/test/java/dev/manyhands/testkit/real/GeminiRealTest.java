package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class GeminiRealTest extends RealToolContract {
  GeminiRealTest() {
    super("gemini", "gemini");
  }
}

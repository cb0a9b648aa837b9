package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class QwenRealTest extends RealToolContract {
  QwenRealTest() {
    super("qwen", "qwen");
  }

  @Override
  protected List<String> firstArguments() {
    return List.of("--auth-type=openai");
  }
}

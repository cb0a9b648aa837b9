package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class PiRealTest extends RealToolContract {
  PiRealTest() {
    super("pi", "pi");
  }

  @Override
  protected Optional<String> modelName() {
    return Optional.of("scripted/scripted");
  }
}

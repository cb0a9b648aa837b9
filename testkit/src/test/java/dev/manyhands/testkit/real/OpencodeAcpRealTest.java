package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class OpencodeAcpRealTest extends RealToolContract {
  OpencodeAcpRealTest() {
    super("opencode-acp", "opencode");
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(40);
  }

  @Override
  protected Duration plenty() {
    return Duration.ofMinutes(4);
  }
}

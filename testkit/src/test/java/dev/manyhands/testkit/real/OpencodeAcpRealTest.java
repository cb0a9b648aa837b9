package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class OpencodeAcpRealTest extends RealToolContract {
  OpencodeAcpRealTest() {
    super("opencode-acp", "opencode");
  }

  /** It takes 600 MB. */
  @Override
  protected int many() {
    return 3;
  }
}

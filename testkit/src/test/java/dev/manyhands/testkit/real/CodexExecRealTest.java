package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class CodexExecRealTest extends RealToolContract {
  CodexExecRealTest() {
    super("codex-exec", "codex");
  }

  @Override
  protected List<String> firstArguments() {
    return List.of("--disable", "plugins", "--disable", "apps");
  }
}

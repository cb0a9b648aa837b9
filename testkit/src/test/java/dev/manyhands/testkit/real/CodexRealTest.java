package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import dev.manyhands.testkit.model.Action;
import dev.manyhands.testkit.model.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class CodexRealTest extends RealToolContract {
  CodexRealTest() {
    super("codex", "codex");
  }

  @Override
  protected List<String> firstArguments() {
    return List.of("--disable", "plugins", "--disable", "apps");
  }

  /** Inside its sandbox it does not ask, and outside of it only for this. */
  @Override
  protected Turn outside() {
    return Turn.acts(
        Action.Call.of(
            "exec_command",
            Map.of(
                "cmd",
                "echo outside > ../outside.txt",
                "sandbox_permissions",
                "require_escalated",
                "justification",
                "must")));
  }
}

package dev.manyhands.testkit.real;

import dev.manyhands.testkit.contract.RealToolContract;
import dev.manyhands.testkit.model.Action;
import dev.manyhands.testkit.model.Turn;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class CodexAcpRealTest extends RealToolContract {
  CodexAcpRealTest() {
    super("codex-acp", "codex-acp");
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

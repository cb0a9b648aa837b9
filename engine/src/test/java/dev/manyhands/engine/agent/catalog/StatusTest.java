package dev.manyhands.engine.agent.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.agent.catalog.AgentStatus.Login;
import dev.manyhands.engine.plan.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of tools before they work. */
class StatusTest {
  /** Says its version, and that nobody is logged in; counts how often it is asked. */
  private static final String LOGGED_OUT =
      "echo x >> \"$HOME/asked\"; test \"$1\" = --version && echo 'Tool 2.1.330 (abc)'";

  @TempDir Path root;

  private CatalogLab lab() throws IOException {
    Files.createDirectories(root.resolve("home"));
    Files.createDirectories(root.resolve("repo"));
    return new CatalogLab(root);
  }

  private static AgentStatus builtIn(AgentCatalog catalog) throws InterruptedException {
    return catalog.status(List.of(catalog.find(new AgentName("builtin")).orElseThrow())).getFirst();
  }

  @Test
  void theBuiltInOneWantsAKeyOrAServer() throws Exception {
    lab();
    AgentCatalog bare = AgentCatalog.around(root.resolve("repo"), Map.of(), root);
    assertThat(builtIn(bare).problem().orElseThrow().remedy())
        .contains("ANTHROPIC_API_KEY", "ollama/NAME");

    for (Map<String, String> enough :
        List.of(Map.of("OPENAI_API_KEY", "k"), Map.of("MANYHANDS_MODEL", "ollama/qwen3"))) {
      AgentCatalog catalog = AgentCatalog.around(root.resolve("repo"), enough, root);
      assertThat(builtIn(catalog).problem()).as("with %s", enough).isEmpty();
    }
  }

  /** A limit in dollars would never be reached by a model whose price nobody knows. */
  @Test
  void aLimitOfCostWantsToKnowThePriceOfTheTasksModel() throws Exception {
    lab();
    Path config = root.resolve("config");
    AgentCatalog catalog =
        AgentCatalog.around(
            root.resolve("repo"),
            Map.of("OPENAI_API_KEY", "k", "XDG_CONFIG_HOME", config.toString()),
            root);
    String ofRun =
        "version: 1\nlimits: {cost: 5}\ntasks: [{id: a, agent: builtin, prompt: p, model: %s}]";
    String ofTask =
        "version: 1\ntasks: [{id: a, agent: builtin, prompt: p, model: %s, budget: {cost: 5}}]";

    for (String plan : List.of(ofRun, ofTask)) {
      catalog.require(read(plan.formatted("gpt-5"), catalog));
      catalog.require(read(plan.formatted("ollama/qwen3"), catalog));
      assertThatThrownBy(() -> catalog.require(read(plan.formatted("openai/nova-1"), catalog)))
          .isInstanceOfSatisfying(
              ManyhandsException.class,
              e -> {
                assertThat(e).hasMessageContaining("the price of nova-1 is not known");
                assertThat(e.hint()).contains(config.resolve("manyhands/prices.txt").toString());
              });
    }
    catalog.require(read(ofRun.formatted("openai/nova-1").replace("cost: 5", ""), catalog));

    Files.createDirectories(config.resolve("manyhands"));
    Files.writeString(config.resolve("manyhands/prices.txt"), "nova-* 1 0.1 1 5\n");
    catalog.require(read(ofRun.formatted("openai/nova-1"), catalog));
  }

  @Test
  void whatTheBuiltInOneWantsFollowsFromTheTasksModel() throws Exception {
    lab();
    AgentCatalog catalog =
        AgentCatalog.around(root.resolve("repo"), Map.of("OPENAI_API_KEY", "k"), root);
    String plan = "version: 1\ntasks: [{id: a, agent: builtin, prompt: p, model: %s}]\n";

    catalog.require(read(plan.formatted("ollama/qwen3"), catalog));
    catalog.require(read(plan.formatted("gpt-5"), catalog));
    assertThatThrownBy(() -> catalog.require(read(plan.formatted("claude-opus-4-5"), catalog)))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL);
              assertThat(e)
                  .hasMessage(
                      "the agent 'builtin' cannot work: no key for anthropic is configured");
              assertThat(e.hint()).isEqualTo("set ANTHROPIC_API_KEY");
            });
  }

  @Test
  void aToolThatIsMissingIsToldWithTheWayToGetIt() throws Exception {
    AgentStatus status = lab().variable("PATH", "/nowhere").status("claude");

    AgentStatus.Problem problem = status.problem().orElseThrow();
    assertThat(problem.what()).isEqualTo("'claude' is not installed");
    assertThat(problem.remedy()).contains("npm install -g @anthropic-ai/claude-code");
  }

  @Test
  void aToolSaysItsVersionOnceUntilItChanges() throws Exception {
    CatalogLab lab = lab().tool("claude", LOGGED_OUT).variable("ANTHROPIC_API_KEY", "k");

    assertThat(lab.status("claude").version()).contains("2.1.330");
    assertThat(lab.status("claude").version()).contains("2.1.330");
    assertThat(Files.readString(lab.path("home/asked"))).isEqualTo("x\n");

    lab.tool("claude", "echo 2.2.0 # another");
    assertThat(lab.status("claude").version()).contains("2.2.0");
  }

  @Test
  void aVersionThatIsTooOldIsAProblem() throws Exception {
    AgentStatus status =
        lab().tool("claude", "echo 1.9.9").variable("ANTHROPIC_API_KEY", "k").status("claude");

    assertThat(status.problem().orElseThrow().what())
        .endsWith("bin/claude has the version 1.9.9, and at least 2.0 is needed");
  }

  @Test
  void aToolThatSaysNoVersionCanBeTried() throws Exception {
    AgentStatus status =
        lab().tool("gemini", "echo hello; exit 3").variable("GEMINI_API_KEY", "k").status("gemini");

    assertThat(status.version()).isEmpty();
    assertThat(status.problem()).isEmpty();
  }

  @Test
  void aKeyOrAFileOrTheToolItselfSaysThatTheUserIsLoggedIn() throws Exception {
    CatalogLab lab = lab().tool("claude", LOGGED_OUT).tool("codex", LOGGED_OUT);

    assertThat(lab.status("claude").login()).isEqualTo(Login.NO);
    assertThat(lab.status("claude").problem().orElseThrow().remedy()).contains("claude /login");
    assertThat(lab.variable("ANTHROPIC_API_KEY", "k").status("claude").login())
        .isEqualTo(Login.YES);
    assertThat(lab.status("codex").login()).isEqualTo(Login.NO);
    lab.file("home/.codex/config.toml", "model_provider = 'own'");
    assertThat(lab.status("codex").login())
        .as("it may have a key of its own")
        .isEqualTo(Login.UNKNOWN);
    lab.file("home/.codex/auth.json", "{}");
    assertThat(lab.status("codex").login()).isEqualTo(Login.YES);
    lab.variable("CODEX_HOME", "/nowhere");
    assertThat(lab.status("codex").login()).isEqualTo(Login.NO);
  }

  private Plan plan(String agent, AgentCatalog catalog) {
    return read(
        "version: 1\nenv: {ANTHROPIC_API_KEY: k}\nagent: %s\ntasks: [{id: a, prompt: b}]"
            .formatted(agent),
        catalog);
  }

  private static Plan read(String yaml, AgentCatalog catalog) {
    return new PlanReader().read(yaml, "plan.yaml", catalog.names()).orThrow();
  }

  @Test
  void plansWhoseAgentsCannotWorkAreRefused() throws Exception {
    CatalogLab lab = lab().tool("claude", LOGGED_OUT).tool("codex", LOGGED_OUT);
    AgentCatalog catalog =
        AgentCatalog.around(
            root.resolve("repo"),
            Map.of("PATH", root.resolve("bin") + ":/usr/bin:/bin", "HOME", root + "/home"),
            lab.path("state"));

    catalog.require(plan("claude", catalog));
    assertThatThrownBy(() -> catalog.require(plan("codex", catalog)))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.EXTERNAL);
              assertThat(e)
                  .hasMessageStartingWith("the agent 'codex' cannot work: ")
                  .hasMessageEndingWith("bin/codex is not logged in");
              assertThat(e.hint()).contains("codex login");
            });
    assertThatThrownBy(() -> catalog.require(plan("gemini", catalog)))
        .hasMessage("the agent 'gemini' cannot work: 'gemini' is not installed");
    assertThatThrownBy(() -> plan("claud", catalog))
        .hasMessageStartingWith("plan.yaml:3:8: unknown agent 'claud'; did you mean 'claude'?");
  }
}

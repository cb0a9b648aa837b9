package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.testkit.model.Action;
import dev.manyhands.testkit.model.Charge;
import dev.manyhands.testkit.model.Fault;
import dev.manyhands.testkit.model.Script;
import dev.manyhands.testkit.model.ScriptedModel;
import dev.manyhands.testkit.model.ToolSetup;
import dev.manyhands.testkit.model.ToolSetups;
import dev.manyhands.testkit.model.Turn;
import dev.manyhands.testkit.model.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Six tools, one plan, one commit: one is told something, one is allowed something, one asks, one
 * spends too much, one stalls, one mends what its check found; and every token is accounted for.
 * Runs in the profile {@code real-agents} only.
 */
@EnabledIfSystemProperty(named = "manyhands.real-agents", matches = ".+")
class SixToolsIT {
  private static final List<String> TOOLS = List.of("claude", "codex", "opencode", "pi", "qwen");
  private static final String PLAN =
      """
      version: 1
      name: six-tools
      concurrency: 6
      env:
      ENVIRONMENT
      defaults: {timeout: 15m, idle: 10m, retries: 1}
      tasks:
        - {id: told, agent: claude, prompt: "Wait. [[script:told]]"}
        - {id: allowed, agent: qwen, prompt: "Reach out. [[script:allowed]]", patience: 15m}
        - {id: asks, agent: opencode, prompt: "Ask. [[script:asks]]"}
        - {id: spends, agent: codex, prompt: "Spend. [[script:spends]]", budget: {tokens: 20k}}
        - {id: stalls, agent: builtin, model: claude-haiku-4-5, prompt: "Stall. [[script:stalls]]",
           idle: 20s}
        - {id: mends, agent: pi, model: scripted/scripted, prompt: "Mend. [[script:mends]]",
           check: grep -q right mends.txt}
      combine: {check: "test -e told.txt && test -e more.txt && test -e mends.txt"}
      """;

  private Lab lab;
  private Lab.Going going;
  private Path allowed;
  private Path mayEnd;

  private static Turn write(String file, String content) {
    return Turn.acts(new Action.Write(file, content + "\n"));
  }

  private static Turn shell(String command) {
    return Turn.acts(new Action.Shell(command));
  }

  private List<Script> scripts() {
    return List.of(
        Script.of(
            "told",
            write("told.txt", "told"),
            shell(
                "perl -e 'select undef, undef, undef, 0.1 until -e shift' '%s'".formatted(mayEnd)),
            Turn.text("I may end.")),
        Script.of("more", write("more.txt", "more"), Turn.text("More is written.")),
        Script.of(
            "allowed",
            Turn.acts(new Action.Write(allowed.toString(), "outside\n")),
            write("allowed.txt", "allowed"),
            Turn.text("It was allowed.")),
        Script.of(
            "asks",
            shell("manyhands ask 'which colour?' --wait 900 > asks.txt"),
            Turn.text("I was answered.")),
        Script.of(
            "spends",
            write("spends.txt", "spends").using(new Usage(15_000, 0, 6_000)),
            Turn.text("never").failing(new Fault.Hang(Optional.empty()), 1_000)),
        Script.of(
            "stalls",
            write("stalls.txt", "stalls").failingOnce(new Fault.Stall(Optional.empty())),
            Turn.text("I did not stall.")),
        Script.of(
            "mends",
            write("mends.txt", "wrong"),
            Turn.text("Is it right?"),
            write("mends.txt", "right"),
            Turn.text("It is mended.")));
  }

  /** Returns what the tools get beside their home: how each finds the model. */
  private static String environment(ScriptedModel model, Path home) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    for (String tool : TOOLS) {
      ToolSetup setup = ToolSetups.of(tool);
      setup.writeFiles(model, home);
      all.putAll(setup.environment(model, home));
    }
    all.remove("HOME");
    return all.entrySet().stream()
        .map(each -> "  %s: '%s'".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void sixToolsMakeOneCommitAndEveryTokenIsAccountedFor(@TempDir Path folder) throws Exception {
    lab = new Lab(folder).withFiles(2);
    lab.write(
        ".manyhands/agents/qwen.yaml", "qwen: {extends: qwen, arguments: [--auth-type=openai]}\n");
    allowed = folder.resolve("allowed-outside.txt");
    mayEnd = folder.resolve("may-end");
    Path home = Files.createDirectories(folder.resolve("users-home"));
    String tools = System.getProperty("manyhands.real-agents") + "/bin";
    lab.with(Map.of("HOME", home.toString(), "PATH", tools + ":" + System.getenv("PATH")));
    try (ScriptedModel model = ScriptedModel.start(0, scripts(), _ -> {})) {
      String plan = lab.plan(PLAN.replace("ENVIRONMENT", environment(model, home)));
      going = lab.start("run", plan, "--json");

      talk();
      Lab.Ended ended = going.end();

      JsonNode report = ended.json();
      assertThat(ended.exitCode()).as("%s%n%s", ended.err(), ended.out()).isEqualTo(1);
      demandEnds(report);
      demandOneCommit(report.get("result").get("commit").stringValue());
      demandAccounts(report, model);
    }
  }

  /** Says to each what it waits for. */
  private void talk() throws Exception {
    Lab.until("the one to be told is at work", () -> isRunning("told"));
    succeed("send", "latest", "told", "Write more. [[script:more]]");
    Files.createFile(mayEnd);
    String listed = untilListed("approval");
    assertThat(listed).contains("allowed", "1.1", allowed.toString());
    succeed("approve", "latest", "allowed", "--question", "1.1");
    assertThat(untilListed("which colour?")).contains("asks");
    succeed("answer", "latest", "asks", "blue", "--question", "1.1");
  }

  private boolean isRunning(String task) {
    demandAlive();
    String report = of("status", "latest", "--json");
    return !report.isEmpty()
        && Lab.state(JsonMapper.shared().readTree(report), task).equals("running");
  }

  private void demandAlive() {
    assertThat(going.process().isAlive())
        .as("%s%n%s", Lab.read(going.err()), Lab.read(going.out()))
        .isTrue();
  }

  private String untilListed(String what) {
    Lab.until("somebody wants " + what, () -> isListed(what));
    return of("approvals", "latest");
  }

  private boolean isListed(String what) {
    demandAlive();
    return of("approvals", "latest").contains(what);
  }

  private void succeed(String... command) throws Exception {
    Lab.Ended ended = lab.manyhands(command);
    assertThat(ended.exitCode()).as("%s: %s", List.of(command), ended.err()).isZero();
  }

  private String of(String... command) {
    try {
      return lab.manyhands(command).out();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void demandEnds(JsonNode report) {
    assertThat(report.get("status").stringValue()).isEqualTo("partial");
    assertThat(outcomes(report, "told")).containsExactly("succeeded");
    assertThat(outcomes(report, "allowed")).containsExactly("succeeded");
    assertThat(outcomes(report, "asks")).containsExactly("succeeded");
    assertThat(outcomes(report, "spends")).containsExactly("budget-exhausted");
    assertThat(outcomes(report, "stalls")).containsExactly("stalled", "succeeded");
    assertThat(outcomes(report, "mends")).containsExactly("succeeded");
  }

  private static List<String> outcomes(JsonNode report, String task) {
    return Lab.task(report, task)
        .get("attempts")
        .valueStream()
        .map(attempt -> attempt.get("outcome").stringValue())
        .toList();
  }

  private void demandOneCommit(String result) throws Exception {
    assertThat(lab.git("rev-list", "--count", "main.." + result)).isEqualTo("1");
    Map<String, String> files = new LinkedHashMap<>();
    for (String file : lab.git("diff", "--name-only", "main", result).lines().toList()) {
      files.put(file, lab.git("show", result + ":" + file));
    }
    assertThat(files)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "told.txt", "told",
                "more.txt", "more",
                "allowed.txt", "allowed",
                "asks.txt", "blue",
                "stalls.txt", "stalls",
                "mends.txt", "right"));
    assertThat(allowed).hasContent("outside");
  }

  /** What tools say they used is, to the token, what the server says it charged. */
  private static void demandAccounts(JsonNode report, ScriptedModel model) {
    List<Charge> charges = model.charges();
    Map<String, List<Long>> reported = new LinkedHashMap<>();
    Map<String, List<Long>> charged = new LinkedHashMap<>();
    for (String task : List.of("told", "allowed", "asks", "spends", "stalls", "mends")) {
      reported.put(
          task, List.of(sum(report, task, "inputTokens"), sum(report, task, "outputTokens")));
      List<Usage> own =
          charges.stream().filter(charge -> task(charge).equals(task)).map(Charge::usage).toList();
      charged.put(
          task,
          List.of(
              own.stream().mapToLong(Usage::read).sum(),
              own.stream().mapToLong(Usage::output).sum()));
    }
    assertThat(reported).as("input and output tokens").isEqualTo(charged);
    assertThat(report.get("usage").get("inputTokens").longValue())
        .as("with what tools asked beside their tasks: %s", asides(model))
        .isEqualTo(charges.stream().mapToLong(charge -> charge.usage().read()).sum());
    assertThat(report.get("usage").get("outputTokens").longValue())
        .isEqualTo(charges.stream().mapToLong(charge -> charge.usage().output()).sum());
  }

  private static List<String> asides(ScriptedModel model) {
    return model.requests().stream()
        .filter(request -> request.outcome().equals("aside"))
        .map(request -> request.path() + " " + beginning(request.body().toString()))
        .toList();
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(1_500, text.length()));
  }

  private static String task(Charge charge) {
    String script = charge.script().orElse("");
    return script.equals("more") ? "told" : script;
  }

  private static long sum(JsonNode report, String task, String figure) {
    return Lab.task(report, task)
        .get("attempts")
        .valueStream()
        .mapToLong(attempt -> attempt.get("usage").get(figure).longValue())
        .sum();
  }
}

package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.desk.HelperLine;
import dev.manyhands.engine.port.Gate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Agent Client Protocol, version 1.
 *
 * @see <a href="https://agentclientprotocol.com">its specification</a>
 */
public final class AcpSession extends LiveSession implements JsonRpc.Listener {
  /**
   * For claude-agent-acp alone; others pass over it. Its settings go before those of the user and
   * of the project, which would answer in the plan's place; and it suggests no prompts, which
   * nobody reads and somebody pays for.
   */
  private static final JsonNode CLAUDE =
      Json.value(
          """
          {"claudeCode": {"options": {
            "promptSuggestions": false,
            "settings": {"permissions": {"ask":
              ["Bash", "Read", "Write", "Edit", "NotebookEdit", "WebFetch", "WebSearch",
               "mcp__*"]}}}}}
          """);

  private static final int VERSION = 1;

  /** The modes in which agents ask, as they call them; the first that one has is taken. */
  private static final List<String> ASKING = List.of("default", "workspace-write");

  private static final List<String> LOOKING = List.of("read-only", "default");

  private final AcpUpdates updates;
  private @Nullable JsonRpc rpcOrNull;
  private @Nullable Turn turnOrNull;
  private volatile String session = "";

  /** Creates a session; its process starts with the first turn. */
  public AcpSession(Launch launch) {
    super(launch);
    this.updates = new AcpUpdates(narrator(), meter());
  }

  private JsonRpc rpc() {
    return Objects.requireNonNull(rpcOrNull);
  }

  @Override
  void greet(Turn turn) throws ChannelLost, InterruptedException {
    turnOrNull = turn;
    rpcOrNull = new JsonRpc(wire(), this);
    try {
      rpc().call("initialize", capabilities());
      ObjectNode params = Json.object().put("cwd", launch().assignment().workspace().toString());
      params.set("mcpServers", servers());
      params.set("_meta", CLAUDE);
      JsonNode made = rpc().call("session/new", params);
      session = Json.text(made, "sessionId");
      chooseMode(made.path("modes"));
      chooseModel(made);
    } catch (JsonRpc.Refusal e) {
      turn.failed("it refuses to begin: " + e.words());
    }
  }

  /** With the variables that some agents keep from their servers. */
  private ArrayNode servers() {
    ArrayNode servers = Json.array();
    launch()
        .mcpServer()
        .ifPresent(
            program -> {
              ObjectNode server = servers.addObject();
              server.put("name", "manyhands-helper").put("command", program.toString());
              server.putArray("args").add("mcp").add("--helper");
              ArrayNode variables = server.putArray("env");
              Map<String, String> all = launch().assignment().environment();
              for (String name : List.of(HelperLine.SOCKET, HelperLine.TOKEN)) {
                variables.addObject().put("name", name).put("value", all.getOrDefault(name, ""));
              }
            });
    return servers;
  }

  private static ObjectNode capabilities() {
    ObjectNode files = Json.object().put("readTextFile", false).put("writeTextFile", false);
    ObjectNode client = Json.object().put("terminal", false);
    client.set("fs", files);
    ObjectNode hello = Json.object().put("protocolVersion", VERSION);
    hello.set("clientCapabilities", client);
    hello.set("clientInfo", Json.object().put("name", "manyhands").put("version", "0.1.0"));
    return hello;
  }

  private void chooseMode(JsonNode modes)
      throws JsonRpc.Refusal, ChannelLost, InterruptedException {
    List<String> known =
        modes.path("availableModes").valueStream().map(mode -> Json.text(mode, "id")).toList();
    for (String mode : launch().isReadOnly() ? LOOKING : ASKING) {
      if (known.contains(mode)) {
        if (!Json.text(modes, "currentModeId").equals(mode)) {
          rpc().call("session/set_mode", ofSession().put("modeId", mode));
        }
        return;
      }
    }
  }

  private void chooseModel(JsonNode made)
      throws JsonRpc.Refusal, ChannelLost, InterruptedException {
    Optional<JsonNode> option = AcpUpdates.modelOption(made);
    String current =
        option
            .map(it -> Json.text(it, "currentValue"))
            .orElseGet(() -> Json.text(made, "models", "currentModelId"));
    Optional<String> wanted = launch().model();
    if (wanted.isPresent() && !wanted.get().equals(current)) {
      if (option.isPresent()) {
        ObjectNode params = ofSession().put("configId", Json.text(option.get(), "id"));
        rpc().call("session/set_config_option", params.put("value", wanted.get()));
      } else {
        rpc().call("session/set_model", ofSession().put("modelId", wanted.get()));
      }
    }
    narrator().started(session, wanted.orElse(current));
  }

  private ObjectNode ofSession() {
    return Json.object().put("sessionId", session);
  }

  @Override
  void work(String text, Turn turn) throws ChannelLost, InterruptedException {
    turnOrNull = turn;
    ObjectNode params = ofSession();
    params.set("prompt", Json.array().add(Json.object().put("type", "text").put("text", text)));
    long id = rpc().request("session/prompt", params);
    begun();
    try {
      ended(rpc().await(id), turn);
    } catch (JsonRpc.Refusal e) {
      turn.failed(e.words());
    }
  }

  private void ended(JsonNode result, Turn turn) {
    JsonNode usage = result.path("usage");
    meter()
        .turn(
            Json.number(usage, "inputTokens")
                + Json.number(usage, "cachedReadTokens")
                + Json.number(usage, "cachedWriteTokens"),
            Json.number(usage, "outputTokens"),
            BigDecimal.ZERO);
    JsonNode quota = Json.at(result, "_meta", "quota", "token_count");
    meter()
        .turn(
            Json.number(quota, "input_tokens"),
            Json.number(quota, "output_tokens"),
            BigDecimal.ZERO);
    switch (Json.text(result, "stopReason")) {
      case "end_turn" -> {
        if (updates.isBroken()) {
          turn.failed(turn.message());
        } else {
          turn.recovered();
        }
      }
      case "cancelled" -> turn.interrupted();
      case "refusal" -> turn.refused();
      case "max_turn_requests" -> turn.failed("it reached its limit of turns", false);
      case "max_tokens" -> turn.failed("its answer was cut off: it is too long", false);
      default -> turn.failed("it stopped: " + Json.text(result, "stopReason"), false);
    }
  }

  @Override
  void stop() {
    rpc().notify("session/cancel", ofSession());
    // What it asked for is no longer wanted.
    permits().close();
  }

  @Override
  public void told(String method, JsonNode params) {
    if (method.equals("session/update") && turnOrNull != null) {
      updates.hear(params.path("update"), turnOrNull);
    }
  }

  @Override
  public boolean asked(JsonNode id, String method, JsonNode params) {
    if (!method.equals("session/request_permission")) {
      return false;
    }
    Turn turn = Objects.requireNonNull(turnOrNull);
    JsonNode call = params.path("toolCall");
    updates.asked(call, turn);
    List<Gate.Request> requests = updates.requests(call);
    permits()
        .ask(
            id.toString(),
            requests,
            verdict -> {
              if (!verdict.allowed()) {
                turn.denied(ToolUse.words(requests) + " (" + verdict.reason() + ")");
              }
              ObjectNode result = Json.object();
              result.set("outcome", AcpUpdates.outcome(params.path("options"), verdict.allowed()));
              rpc().answer(id, result);
            },
            () -> {
              ObjectNode result = Json.object();
              result.set("outcome", Json.object().put("outcome", "cancelled"));
              rpc().answer(id, result);
            });
    return true;
  }
}

package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.port.Gate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON-RPC of {@code codex app-server}: threads, turns and items. Its sandbox lets helpers
 * write in their workspace; what they ask for is what they want to do outside of it.
 */
public final class CodexSession extends LiveSession implements JsonRpc.Listener {
  private final CodexItems items = new CodexItems();
  private final Map<String, List<String>> changes = new HashMap<>();
  private @Nullable JsonRpc rpcOrNull;
  private String thread = "";
  private volatile String turnId = "";
  private @Nullable Turn turnOrNull;
  private boolean over;

  /** Creates a session; its process starts with the first turn. */
  public CodexSession(Launch launch) {
    super(launch);
  }

  private JsonRpc rpc() {
    return Objects.requireNonNull(rpcOrNull);
  }

  @Override
  void greet(Turn turn) throws ChannelLost, InterruptedException {
    turnOrNull = turn;
    rpcOrNull = new JsonRpc(wire(), this);
    try {
      ObjectNode hello = Json.object();
      hello.set("clientInfo", Json.object().put("name", "manyhands").put("version", "0.1.0"));
      rpc().call("initialize", hello);
      rpc().notify("initialized", Json.object());
      JsonNode started = rpc().call("thread/start", threadParams());
      thread = Json.text(started, "thread", "id");
      String model = Json.text(started, "model");
      narrator().started(thread, model.isEmpty() ? Json.text(started, "thread", "model") : model);
    } catch (JsonRpc.Refusal e) {
      turn.failed("it refuses to begin: " + e.words());
    }
  }

  private ObjectNode threadParams() {
    ObjectNode params =
        Json.object()
            .put("cwd", launch().assignment().workspace().toString())
            .put("approvalPolicy", "on-request")
            .put("sandbox", launch().isReadOnly() ? "read-only" : "workspace-write");
    launch().model().ifPresent(model -> params.put("model", model));
    if (!launch().definition().system().isBlank()) {
      params.put("developerInstructions", launch().definition().system());
    }
    return params;
  }

  @Override
  void work(String text, Turn turn) throws ChannelLost, InterruptedException {
    turnOrNull = turn;
    over = false;
    ObjectNode params = Json.object().put("threadId", thread);
    params.set("input", Json.array().add(Json.object().put("type", "text").put("text", text)));
    launch()
        .assignment()
        .brief()
        .schema()
        .ifPresent(schema -> params.set("outputSchema", Json.value(schema)));
    try {
      turnId = Json.text(rpc().call("turn/start", params), "turn", "id");
      begun();
      while (!over) {
        rpc().hearNext();
      }
    } catch (JsonRpc.Refusal e) {
      turn.failed(e.words());
    }
  }

  @Override
  void stop() {
    rpc().request("turn/interrupt", Json.object().put("threadId", thread).put("turnId", turnId));
  }

  @Override
  public void told(String method, JsonNode params) {
    Turn turn = Objects.requireNonNull(turnOrNull);
    if (!Json.text(params, "threadId").equals(thread) && params.has("threadId")) {
      return; // Of a helper of the helper's.
    }
    switch (method) {
      case "item/started" -> {
        remember(params.path("item"));
        items.started(params.path("item"), turn);
      }
      case "item/completed" -> items.completed(params.path("item"), turn);
      case "thread/tokenUsage/updated" -> {
        JsonNode total = Json.at(params, "tokenUsage", "total");
        meter()
            .session(
                Json.number(total, "inputTokens"),
                Json.number(total, "outputTokens"),
                Meter.dollars(total.path("cost")));
      }
      case "error" -> {
        if (Json.flag(params, "willRetry")) {
          turn.retrying(CodexItems.error(params.path("error")), null);
        } else {
          turn.failed(CodexItems.error(params.path("error")));
        }
      }
      case "turn/completed" -> completed(params.path("turn"), turn);
      default -> {
        // Pieces and states decide nothing.
      }
    }
  }

  private void completed(JsonNode ended, Turn turn) {
    if (!turnId.isEmpty() && !Json.text(ended, "id").equals(turnId)) {
      return;
    }
    over = true;
    switch (Json.text(ended, "status")) {
      case "completed" -> {
        turn.recovered();
        if (launch().assignment().brief().schema().isPresent()) {
          turn.result(turn.message());
        }
      }
      case "interrupted" -> turn.interrupted();
      default -> turn.failed(CodexItems.error(ended.path("error")));
    }
  }

  private void remember(JsonNode item) {
    if (Json.text(item, "type").equals("fileChange")) {
      List<String> paths = new ArrayList<>();
      item.path("changes").forEach(change -> paths.add(Json.text(change, "path")));
      changes.put(Json.text(item, "id"), paths);
    }
  }

  @Override
  public boolean asked(JsonNode id, String method, JsonNode params) {
    List<Gate.Request> requests = new ArrayList<>();
    switch (method) {
      case "item/commandExecution/requestApproval" ->
          // Inside the sandbox it does not ask: this is about the rest of the machine.
          requests.add(new Gate.Request("shell", Json.text(params, "command"), Gate.Kind.OTHER));
      case "item/fileChange/requestApproval" -> {
        for (String path : changes.getOrDefault(Json.text(params, "itemId"), List.of())) {
          requests.add(new Gate.Request("apply_patch", path, Gate.Kind.WRITE));
        }
        if (requests.isEmpty()) {
          String root = Json.text(params, "grantRoot");
          requests.add(new Gate.Request("apply_patch", root, Gate.Kind.OTHER));
        }
      }
      default -> {
        return false;
      }
    }
    Turn turn = Objects.requireNonNull(turnOrNull);
    permits()
        .ask(
            id.toString(),
            requests,
            verdict -> {
              if (!verdict.allowed()) {
                turn.denied(ToolUse.words(requests) + " (" + verdict.reason() + ")");
              }
              rpc()
                  .answer(
                      id, Json.object().put("decision", verdict.allowed() ? "accept" : "decline"));
            });
    return true;
  }
}

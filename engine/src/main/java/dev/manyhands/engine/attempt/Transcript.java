package dev.manyhands.engine.attempt;

import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.AgentEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a helper says and does: a JSON object a line, the same for every tool, each with its
 * time ({@code at}) and kind ({@code type}). Long texts are cut, and after so many bytes nothing
 * more is written: what the tool itself printed is in its log. Safe for any thread.
 */
final class Transcript implements Consumer<AgentEvent>, AutoCloseable {
  private static final int LONGEST_TEXT = 32 * 1024;
  private static final long MOST_CHARS = 64L << 20;

  private final Path file;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable BufferedWriter out;
  private long written;

  Transcript(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public void accept(AgentEvent event) {
    write(json(event));
  }

  /** Writes what the helper was told. */
  void told(String text) {
    write(node("told").put("text", cut(text)));
  }

  private void write(ObjectNode node) {
    String line = node.toString();
    lock.lock();
    try {
      if (written > MOST_CHARS) {
        return;
      }
      if (out == null) {
        Files.createDirectories(file.getParent());
        out = Files.newBufferedWriter(file);
      }
      out.write(line);
      out.write('\n');
      out.flush();
      written += line.length();
    } catch (IOException e) {
      LoggerFactory.getLogger(Transcript.class).warn("{} cannot be written", file, e);
      written = Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
  }

  private ObjectNode node(String type) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("at", clock.instant().toString())
        .put("type", type);
  }

  private ObjectNode json(AgentEvent event) {
    return switch (event) {
      case AgentEvent.Started e ->
          node("started").put("session", e.session()).put("model", e.model());
      case AgentEvent.Said e -> node("said").put("text", cut(e.text()));
      case AgentEvent.ToolStarted e ->
          node("tool-started")
              .put("id", e.id())
              .put("tool", e.tool())
              .put("target", cut(e.target()));
      case AgentEvent.ToolEnded e -> {
        ObjectNode node =
            node("tool-ended").put("id", e.id()).put("ok", e.ok()).put("result", cut(e.result()));
        if (e.tookOrNull() != null) {
          node.put("tookMs", e.tookOrNull().toMillis());
        }
        yield node;
      }
      case AgentEvent.Consumed e -> usage(node("consumed"), e.usage()).put("model", e.model());
      case AgentEvent.PermissionAsked e ->
          node("permission-asked").put("tool", e.tool()).put("target", cut(e.target()));
      case AgentEvent.PermissionGiven e ->
          node("permission-given")
              .put("tool", e.tool())
              .put("target", cut(e.target()))
              .put("allowed", e.allowed())
              .put("reason", cut(e.reason()));
      case AgentEvent.RateLimited e -> {
        ObjectNode node = node("rate-limited").put("detail", cut(e.detail()));
        if (e.retryAfterOrNull() != null) {
          node.put("retryAfterMs", e.retryAfterOrNull().toMillis());
        }
        yield node;
      }
      case AgentEvent.Retrying e -> node("retrying").put("detail", cut(e.detail()));
      case AgentEvent.Problem e -> node("problem").put("detail", cut(e.detail()));
    };
  }

  private static ObjectNode usage(ObjectNode node, Usage usage) {
    return node.put("inputTokens", usage.inputTokens())
        .put("outputTokens", usage.outputTokens())
        .put("costUsd", usage.costUsd());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, LONGEST_TEXT) + " […] " + (text.length() - LONGEST_TEXT) + " more";
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(Transcript.class).warn("{} is not complete", file, e);
    } finally {
      written = Long.MAX_VALUE;
      lock.unlock();
    }
  }
}

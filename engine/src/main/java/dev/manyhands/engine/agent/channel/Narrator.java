package dev.manyhands.engine.agent.channel;

import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.Assignment;
import java.util.Objects;

/** Tells what a helper says and does, and what it is doing in one line. Safe for any thread. */
final class Narrator {
  private static final int LINE = 160;

  private final Assignment assignment;
  private volatile String session = "";
  private volatile String model = "";
  private volatile boolean started;

  Narrator(Assignment assignment) {
    this.assignment = assignment;
  }

  /** The tool is there; says so once, and again when it says something else. */
  void started(String ofSession, String ofModel) {
    boolean same = session.equals(ofSession) && model.equals(ofModel);
    if (!started || !same) {
      started = true;
      session = ofSession;
      model = ofModel;
      tell(new AgentEvent.Started(ofSession, ofModel));
    }
  }

  /** Returns the tool's name for the session; empty before it says one. */
  String session() {
    return session;
  }

  /** Returns the model that the tool uses; empty before it says one. */
  String model() {
    return model;
  }

  void tell(AgentEvent event) {
    assignment.events().accept(event);
    String line =
        switch (event) {
          case AgentEvent.Said said -> said.text();
          case AgentEvent.ToolStarted tool -> tool.tool() + " " + tool.target();
          case AgentEvent.RateLimited limited -> "rate limited: " + limited.detail();
          case AgentEvent.Retrying retrying -> "trying again: " + retrying.detail();
          case AgentEvent.Problem problem -> problem.detail();
          case AgentEvent.Started _,
              AgentEvent.ToolEnded _,
              AgentEvent.Consumed _,
              AgentEvent.PermissionAsked _,
              AgentEvent.PermissionGiven _ ->
              "";
        };
    if (!line.isBlank()) {
      assignment.activity().accept(oneLine(line));
    }
  }

  private static String oneLine(String text) {
    String line = Objects.requireNonNull(text).strip().lines().findFirst().orElse("");
    line = line.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LINE ? line : line.substring(0, LINE) + "…";
  }
}

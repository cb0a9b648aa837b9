package dev.manyhands.engine.agent.function;

import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.Assignment;
import dev.manyhands.engine.port.CommitFiles;
import dev.manyhands.engine.port.Mail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a function gets to do one attempt of a task with. Safe for any thread. */
public final class FunctionCall {
  private final Assignment assignment;
  private final CommitFiles commits;
  private final Mail mail;
  private final AtomicBoolean processes = new AtomicBoolean();
  private final AtomicBoolean cancelled = new AtomicBoolean();

  FunctionCall(Assignment assignment, CommitFiles commits, Mail mail) {
    this.assignment = assignment;
    this.commits = commits;
    this.mail = mail;
  }

  /** Returns what it is to do, and by when. */
  public Assignment assignment() {
    return assignment;
  }

  /** Returns the files of the commit that it starts from, which need no checkout. */
  public CommitFiles commits() {
    return commits;
  }

  /** Returns the way to those outside. */
  public Mail mail() {
    return mail;
  }

  /** Returns its working directory, which is empty for a task that only looks. */
  public Path workspace() throws IOException {
    return Files.createDirectories(assignment.workspace());
  }

  /** Says what it is doing, in one line; that counts as a sign of life. */
  public void says(String line) {
    assignment.events().accept(new AgentEvent.Said(line));
    assignment.activity().accept(line);
    FunctionLog.append(assignment.log(), line);
  }

  /** Returns a program to be started in the workspace; it ends with the attempt at the latest. */
  public ProcessBuilder program(List<String> argv) throws IOException {
    processes.set(true);
    ProcessBuilder program = new ProcessBuilder(argv).directory(workspace().toFile());
    program.environment().clear();
    program.environment().putAll(assignment.environment());
    return program;
  }

  /** Says whether it is no longer wanted, or its time is up. */
  public boolean isCancelled() {
    return cancelled.get();
  }

  void cancel() {
    cancelled.set(true);
  }

  /** Says whether it may have started processes. */
  boolean hasProcesses() {
    return processes.get();
  }
}

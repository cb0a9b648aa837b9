package dev.manyhands.engine.attempt;

import dev.manyhands.core.run.AttemptId;
import java.nio.file.Path;

/**
 * Where a run keeps its files: logs, prompts and collected reports.
 *
 * @param root of this run alone
 */
public record RunFolder(Path root) {

  /** Returns the folder of an attempt. */
  public Path attempt(AttemptId attempt) {
    return root.resolve("tasks")
        .resolve(attempt.task().value())
        .resolve(Integer.toString(attempt.number()));
  }

  /** Returns what the helper printed. */
  public Path output(AttemptId attempt) {
    return attempt(attempt).resolve("output.log");
  }

  /** Returns what the helper said and did, as JSON lines. */
  public Path transcript(AttemptId attempt) {
    return attempt(attempt).resolve("transcript.jsonl");
  }

  /** Returns the helper's structured result. */
  public Path result(AttemptId attempt) {
    return attempt(attempt).resolve("result.json");
  }

  /** Returns the helper's last message, all of it. */
  public Path message(AttemptId attempt) {
    return attempt(attempt).resolve("message.txt");
  }

  /** Returns the folder for what the helper's tool needs beside its workspace. */
  public Path tool(AttemptId attempt) {
    return attempt(attempt).resolve("tool");
  }

  /** Returns what the workspace's setup printed. */
  public Path setup(AttemptId attempt) {
    return attempt(attempt).resolve("setup.log");
  }

  /** Returns what the task's check printed. */
  public Path check(AttemptId attempt) {
    return attempt(attempt).resolve("check.log");
  }

  /** Returns the prompt that the helper was given. */
  public Path prompt(AttemptId attempt) {
    return attempt(attempt).resolve("prompt.txt");
  }

  /** Returns the folder of a verification. */
  public Path combination(int number) {
    return root.resolve("combined").resolve(Integer.toString(number));
  }

  /** Returns the folder of all collected test reports and findings. */
  public Path collected() {
    return root.resolve("collected");
  }

  /** Returns the folder of what was collected from an attempt. */
  public Path collected(AttemptId attempt) {
    return collected().resolve(attempt.task().value()).resolve(Integer.toString(attempt.number()));
  }

  /** Returns the folder of what was collected from a verification; no task can be called so. */
  public Path collectedFromCombination(int number) {
    return collected().resolve("_combined").resolve(Integer.toString(number));
  }
}

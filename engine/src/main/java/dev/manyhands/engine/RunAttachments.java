package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.engine.attempt.RunFolder;
import dev.manyhands.engine.report.Attachments;
import dev.manyhands.engine.report.Excerpt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The logs and diffs of a run, for its reports. */
final class RunAttachments implements Attachments {
  private final Orchestrator orchestrator;
  private final Report report;
  private final List<String> notes;

  RunAttachments(Orchestrator orchestrator, Report report, List<String> notes) {
    this.orchestrator = orchestrator;
    this.report = report;
    this.notes = List.copyOf(notes);
  }

  private RunFolder folder() {
    return orchestrator.folder(report.run());
  }

  @Override
  public Optional<String> log(AttemptId attempt) {
    Path log = folder().output(attempt);
    return Files.exists(log) ? Optional.of(log.toString()) : Optional.empty();
  }

  @Override
  public Excerpt logTail(AttemptId attempt, int atMost) {
    Path log = folder().output(attempt);
    if (!Files.exists(log)) {
      return Excerpt.NONE;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      // A character takes up to four bytes.
      long start = Math.max(0, file.length() - 4L * atMost);
      file.seek(start);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      Excerpt tail = Excerpt.tail(text, atMost);
      return new Excerpt(tail.text(), start == 0 && tail.complete());
    } catch (IOException e) {
      return new Excerpt("The log cannot be read: " + e.getMessage(), false);
    }
  }

  @Override
  public Excerpt diff(TaskId task, int atMost) {
    return diff(Optional.of(task), atMost);
  }

  @Override
  public Excerpt totalDiff(int atMost) {
    return diff(Optional.empty(), atMost);
  }

  private Excerpt diff(Optional<TaskId> task, int atMost) {
    BoundedBuffer buffer = new BoundedBuffer(4 * (long) atMost);
    try {
      orchestrator.diff(
          report.run(), task, List.of("--no-color", "--src-prefix=a/", "--dst-prefix=b/"), buffer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Excerpt.NONE;
    } catch (ManyhandsException e) {
      return Excerpt.NONE; // Nothing was changed, or it is kept no longer.
    }
    String text = buffer.kept.toString(StandardCharsets.UTF_8);
    Excerpt head = Excerpt.head(text, atMost);
    return new Excerpt(head.text(), !buffer.overflowed && head.complete());
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  /** Keeps the beginning of what is written. */
  private static final class BoundedBuffer extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final long most;
    private boolean overflowed;

    BoundedBuffer(long most) {
      this.most = most;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      int fits = (int) Math.min(length, most - kept.size());
      kept.write(bytes, offset, fits);
      overflowed |= fits < length;
    }
  }
}

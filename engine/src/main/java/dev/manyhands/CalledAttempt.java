package dev.manyhands;

import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.agent.function.FunctionCall;
import dev.manyhands.engine.port.AgentEvent;
import dev.manyhands.engine.port.CommitFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An attempt that the engine makes. */
record CalledAttempt(FunctionCall call) implements Attempt, Mailbox {
  @Override
  public String task() {
    return call.assignment().task().id().value();
  }

  @Override
  public int number() {
    return Integer.parseInt(
        Objects.requireNonNull(call.assignment().environment().get("MANYHANDS_ATTEMPT")));
  }

  @Override
  public String prompt() {
    return switch (call.assignment().task().work()) {
      case Work.Prompt prompt -> prompt.text();
      case Work.Program program -> String.join(" ", program.argv());
    };
  }

  @Override
  public Path workspace() throws IOException {
    return call.workspace();
  }

  @Override
  public String base() {
    return call.assignment().base().hex();
  }

  @Override
  public SourceFiles files() {
    return new OfCommit(call.commits(), call.assignment().base());
  }

  @Override
  public Mailbox mailbox() {
    return this;
  }

  @Override
  public boolean isCancelled() {
    return call.isCancelled();
  }

  @Override
  public void says(String line) {
    call.says(line);
  }

  @Override
  public void consumed(long inputTokens, long outputTokens, BigDecimal costUsd) {
    call.assignment()
        .events()
        .accept(new AgentEvent.Consumed(new Usage(inputTokens, outputTokens, costUsd), ""));
  }

  @Override
  public ProcessBuilder program(String... argv) throws IOException {
    return call.program(List.of(argv));
  }

  @Override
  public Optional<String> poll() {
    return call.mail().poll();
  }

  @Override
  public Optional<String> poll(Duration time) throws InterruptedException {
    return call.mail().poll(time);
  }

  @Override
  public String ask(String question, String fallback) throws InterruptedException {
    return call.mail().ask(question, fallback);
  }

  @Override
  public void note(String text) throws InterruptedException {
    call.mail().note(text);
  }

  private record OfCommit(CommitFiles files, CommitId commit) implements SourceFiles {
    private static final int MOST_PATHS = 100_000;
    private static final int MOST_PLACES = 10_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    @Override
    public List<String> list(String folder) throws InterruptedException {
      return files.list(commit, folder, MOST_PATHS);
    }

    @Override
    public Optional<byte[]> read(String path) throws InterruptedException {
      // One byte more shows that it is too large.
      return files.read(commit, path, MOST_BYTES + 1).filter(bytes -> bytes.length <= MOST_BYTES);
    }

    @Override
    public Optional<String> text(String path) throws InterruptedException {
      return read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> search(String regex, String folder) throws InterruptedException {
      return files.search(commit, regex, folder, MOST_PLACES);
    }
  }
}

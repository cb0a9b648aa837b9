package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.CommitFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Reads commits through git: files by one process that stays, for all who ask. */
public final class GitCommitFiles implements CommitFiles, AutoCloseable {
  private final Git git;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Reader reader;

  public GitCommitFiles(Repository repository) {
    this.git = repository.git();
  }

  /** A git-cat-file(1) that waits for names of objects. */
  private record Reader(Process process, InputStream out, OutputStream in) {
    static Reader of(Process process) {
      return new Reader(
          process, new BufferedInputStream(process.getInputStream()), process.getOutputStream());
    }

    Optional<byte[]> read(String object, int most) throws IOException {
      in.write((object + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
      String header = line();
      String[] words = header.split(" ", -1);
      if (words.length != 3 || !words[2].matches("[0-9]+")) {
        return Optional.empty();
      }
      long size = Long.parseLong(words[2]);
      byte[] bytes = out.readNBytes((int) Math.min(size, most));
      out.skipNBytes(size - bytes.length + 1);
      return words[1].equals("blob") ? Optional.of(bytes) : Optional.empty();
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int b = out.read(); b != '\n'; b = out.read()) {
        if (b < 0) {
          throw new IOException("git ended");
        }
        line.append((char) b);
      }
      return line.toString();
    }
  }

  @Override
  public Optional<byte[]> read(CommitId commit, String path, int most) throws InterruptedException {
    if (path.isEmpty() || path.indexOf('\n') >= 0) {
      return Optional.empty();
    }
    lock.lockInterruptibly();
    try {
      if (reader == null || !reader.process().isAlive()) {
        reader = Reader.of(git.start("cat-file", "--batch"));
      }
      return reader.read(commit + ":" + path, most);
    } catch (IOException e) {
      end();
      throw ManyhandsException.external(
          "%s of commit %s cannot be read: %s".formatted(path, commit, e.getMessage()), "", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<String> list(CommitId commit, String folder, int most) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--literal-pathspecs", "ls-tree", "-r", "-z", "--name-only", "--full-tree"));
    arguments.add(commit.hex());
    if (!folder.isEmpty()) {
      arguments.addAll(List.of("--", folder));
    }
    return git.ok(arguments.toArray(String[]::new)).records().stream().limit(most).toList();
  }

  @Override
  public List<String> search(CommitId commit, String regex, String folder, int most)
      throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--literal-pathspecs", "grep", "-n", "-I", "-E", "--full-name", "-e", regex));
    arguments.add(commit.hex());
    if (!folder.isEmpty()) {
      arguments.addAll(List.of("--", folder));
    }
    Git.Result found = git.call(arguments.toArray(String[]::new));
    if (found.exitCode() > 1) {
      throw ManyhandsException.usage("git cannot search for that: " + found.stderr(), "");
    }
    String prefix = commit + ":";
    return found.lines().stream()
        .limit(most)
        .map(line -> line.startsWith(prefix) ? line.substring(prefix.length()) : line)
        .toList();
  }

  private void end() {
    if (reader != null) {
      reader.process().destroyForcibly();
      reader = null;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      end();
    } finally {
      lock.unlock();
    }
  }
}

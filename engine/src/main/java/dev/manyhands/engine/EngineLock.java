package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to carry runs of a repository: at most one engine has it. It is a lock of the operating
 * system, so that an engine that crashes gives it back.
 */
final class EngineLock implements AutoCloseable {
  private static final int PATIENCE = 20;
  private static final long PAUSE_MS = 25;

  private final FileChannel channel;

  private EngineLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes it, unless another engine has it. */
  static Optional<EngineLock> tryTake(Path file) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      String pid = ProcessHandle.current().pid() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
      return Optional.of(new EngineLock(channel));
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the lock %s cannot be used: %s".formatted(file, e.getMessage()), "", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Another engine of this very process has it.
    }
  }

  /** Takes it, or says who has it. */
  static EngineLock take(Path file) throws InterruptedException {
    Optional<EngineLock> lock = tryTake(file);
    // Whoever only looks whether there is an engine has it for a moment.
    for (int i = 0; lock.isEmpty() && i < PATIENCE; i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      lock = tryTake(file);
    }
    return lock.orElseThrow(
        () ->
            ManyhandsException.external(
                "another Manyhands%s is at work on this repository".formatted(holder(file)),
                "wait for it ('manyhands status' shows what it does), or end its run with"
                    + " 'manyhands cancel'",
                null));
  }

  private static String holder(Path file) {
    try {
      String pid = Files.readString(file).strip();
      return pid.isEmpty() ? "" : " (process " + pid + ")";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw ManyhandsException.external("the lock cannot be given back: " + e.getMessage(), "", e);
    }
  }
}

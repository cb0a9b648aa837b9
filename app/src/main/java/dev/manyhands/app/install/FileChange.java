package dev.manyhands.app.install;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a file.
 *
 * @param before what is in it; empty when there is none
 * @param after what is to be in it; empty when there is to be none
 */
public record FileChange(Path file, Optional<String> before, Optional<String> after) {

  /** Returns what is in a file; empty when there is none. */
  static Optional<String> read(Path file) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw ManyhandsException.external(
          file + " is not UTF-8 text", "mend it first; nothing was changed", e);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Says whether there is anything to do. */
  public boolean isNeeded() {
    return !before.equals(after);
  }

  /** Does it, at once or not at all. */
  public void apply() {
    if (!isNeeded()) {
      return;
    }
    try {
      if (!read(file).equals(before)) {
        throw ManyhandsException.external(
            file + " was changed by somebody else at this moment", "try again", null);
      }
      if (after.isEmpty()) {
        Files.delete(file);
        return;
      }
      // A link stays a link, to a file that is changed.
      Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Files.createDirectories(real.getParent());
      Path fresh = Files.createTempFile(real.getParent(), ".manyhands", ".tmp");
      try {
        write(fresh, after.get());
        if (Files.exists(real)) {
          Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(real));
        } else {
          Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static ManyhandsException failed(Path file, IOException e) {
    return ManyhandsException.external(
        "%s cannot be changed: %s".formatted(file, e), "nothing was changed in it", e);
  }

  /** Returns the lines that go, with a minus, and those that come, with a plus. */
  public String difference() {
    List<String> old = before.map(text -> text.lines().toList()).orElse(List.of());
    List<String> fresh = after.map(text -> text.lines().toList()).orElse(List.of());
    int head = 0;
    while (head < Math.min(old.size(), fresh.size()) && old.get(head).equals(fresh.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(old.size(), fresh.size()) - head
        && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
      tail++;
    }
    StringBuilder out = new StringBuilder();
    old.subList(head, old.size() - tail)
        .forEach(line -> out.append("- ").append(line).append('\n'));
    fresh
        .subList(head, fresh.size() - tail)
        .forEach(line -> out.append("+ ").append(line).append('\n'));
    return out.toString();
  }
}

package dev.manyhands.app.http;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the background engine is found: the content of {@code engine.json} in the state folder, which
 * only its owner can read.
 *
 * @param port on the loopback address
 * @param token what requests must carry
 * @param pid its process
 * @param version which build of Manyhands it is
 */
public record EngineInfo(int port, String token, long pid, String version, Instant startedAt) {

  static Path file(Path base) {
    return base.resolve("engine.json");
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + Routes.PREFIX + path);
  }

  /** Returns what is there; empty when there is nothing, or nothing that can be understood. */
  static Optional<EngineInfo> read(Path base) {
    try {
      JsonNode node = JsonMapper.shared().readTree(Files.readString(file(base)));
      EngineInfo info =
          new EngineInfo(
              node.path("port").intValue(0),
              node.path("token").stringValue(""),
              node.path("pid").longValue(0),
              node.path("version").stringValue(""),
              Instant.parse(node.path("startedAt").stringValue("")));
      boolean possible = info.port > 0 && info.port < 65_536 && !info.token.isEmpty();
      return possible ? Optional.of(info) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException | DateTimeException e) {
      return Optional.empty(); // As good as none: a new one is written in its place.
    }
  }

  /** Returns its process; empty when that has ended, and its number is that of another by now. */
  Optional<ProcessHandle> process() {
    // Clocks that were set meanwhile are a little off.
    Instant latest = startedAt.plusSeconds(10);
    return ProcessHandle.of(pid)
        .filter(
            process ->
                process.info().startInstant().map(start -> !start.isAfter(latest)).orElse(true));
  }

  /** Says whether it is running, whatever answers at its port. */
  boolean isRunning(Path base) {
    return process().isPresent()
        && SingleEngine.isTaken(base)
        && read(base).filter(this::equals).isPresent();
  }

  /** Returns what is said when it takes connections, and nothing else. */
  ManyhandsException hangs() {
    return ManyhandsException.external(
        "the background engine (process %d) does not answer".formatted(pid),
        "if it is suspended, 'kill -CONT %1$d' lets it go on; 'kill -9 %1$d' ends it, and the next"
                .formatted(pid)
            + " one takes up its runs",
        null);
  }

  /** Writes it, so that others see all of it or nothing. */
  void write(Path base) {
    String json =
        JsonMapper.shared()
                .createObjectNode()
                .put("port", port)
                .put("token", token)
                .put("pid", pid)
                .put("version", version)
                .put("startedAt", startedAt.toString())
                .put("url", uri("").toString())
                .toPrettyString()
            + "\n";
    try {
      Path next =
          Files.createTempFile(
              base,
              "engine",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(next, json);
      Files.move(
          next, file(base), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw ManyhandsException.external(
          "%s cannot be written: %s".formatted(file(base), e.getMessage()), "", e);
    }
  }

  /** Removes it, if it is still this one. */
  void remove(Path base) {
    if (read(base).filter(this::equals).isPresent()) {
      try {
        Files.deleteIfExists(file(base));
      } catch (IOException e) {
        // A stale one is recognised.
      }
    }
  }

  /** Returns which build this is: a snapshot can be another one under the same version. */
  static String thisVersion() {
    String version =
        Optional.ofNullable(EngineInfo.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    try {
      Path code =
          Path.of(EngineInfo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return version + "+" + Long.toHexString(Files.getLastModifiedTime(code).toMillis());
    } catch (IOException | URISyntaxException | SecurityException e) {
      return version;
    }
  }
}

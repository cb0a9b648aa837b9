package dev.manyhands.engine.agent.catalog;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Remembers the versions of programs, since some take ten seconds to say theirs. A program that has
 * changed is asked again. Safe for use by many threads; of several processes the last one counts.
 */
final class VersionCache {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;
  private final ConcurrentMap<String, String> versions = new ConcurrentHashMap<>();
  private volatile boolean changed;

  private VersionCache(Path file) {
    this.file = file;
  }

  /** Reads what is remembered; what cannot be read is forgotten. */
  static VersionCache in(Path file) {
    VersionCache cache = new VersionCache(file);
    if (Files.isRegularFile(file)) {
      try {
        for (Map.Entry<String, JsonNode> entry :
            JSON.readTree(Files.readString(file)).properties()) {
          if (entry.getValue().isString()) {
            cache.versions.put(entry.getKey(), entry.getValue().stringValue());
          }
        }
      } catch (IOException | JacksonException e) {
        LoggerFactory.getLogger(VersionCache.class).debug("{} cannot be read", file, e);
      }
    }
    return cache;
  }

  Optional<String> find(Path program) {
    return key(program).map(versions::get);
  }

  void put(Path program, String version) {
    key(program)
        .ifPresent(
            key -> {
              String path = key.substring(0, key.indexOf('\n') + 1);
              versions.keySet().removeIf(other -> other.startsWith(path));
              versions.put(key, version);
              changed = true;
            });
  }

  /** What a link leads to decides. */
  private static Optional<String> key(Path program) {
    try {
      BasicFileAttributes is = Files.readAttributes(program, BasicFileAttributes.class);
      return Optional.of(
          "%s%n%s %d".formatted(program, is.lastModifiedTime().toMillis(), is.size()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Writes it down if there is something new; it is no loss if that fails. */
  void save() {
    if (!changed) {
      return;
    }
    ObjectNode json = JSON.createObjectNode();
    versions.forEach(json::put);
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "versions", ".json");
      Files.writeString(fresh, json.toPrettyString() + "\n");
      move(fresh);
    } catch (IOException e) {
      LoggerFactory.getLogger(VersionCache.class).debug("{} cannot be written", file, e);
    }
  }

  private void move(Path fresh) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

package dev.manyhands.engine.agent.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads the files of one folder, within bounds: repositories are not always friends. */
final class AgentFiles {
  private static final int DEEPEST = 8;
  private static final int MOST_FILES = 1_000;
  private static final int MOST_BYTES = 1 << 20;

  private AgentFiles() {}

  /** Returns the files with one of these endings, sorted; none if there is no such folder. */
  static List<Path> in(Path folder, boolean below, List<String> endings) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.toRealPath(), below ? DEEPEST : 1)) {
      Path real = folder.toRealPath();
      return files
          .filter(file -> endings.stream().anyMatch(file.toString()::endsWith))
          .filter(Files::isRegularFile)
          .map(file -> folder.resolve(real.relativize(file)))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns the text of a file, without a byte order mark. */
  static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException("it is larger than 1 MiB");
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

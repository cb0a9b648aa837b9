package dev.manyhands.engine.report.collected;

import dev.manyhands.core.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of collected files that a test fills. */
final class Collection {
  private final Path root;

  Collection(Path root) {
    this.root = root;
  }

  /** Adds a file at {@code <task>/<attempt>/<path>}. */
  Collection put(String place, byte[] content) {
    try {
      Path file = root.resolve(place);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Collection put(String place, String content) {
    return put(place, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a copy of a sample. */
  Collection sample(String place, String sample) {
    return put(place, bytes(sample));
  }

  static byte[] bytes(String sample) {
    try (InputStream in = Collection.class.getResourceAsStream(sample)) {
      if (in == null) {
        throw new IllegalArgumentException("no sample " + sample);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CollectedReports read() {
    try {
      return CollectedReports.in(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String junit(Report report, CollectedReports collected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JUnitReport.write(report, collected, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static String sarif(CollectedReports collected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SarifReport.write(collected, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}

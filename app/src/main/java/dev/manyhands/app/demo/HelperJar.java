package dev.manyhands.app.demo;

import dev.manyhands.app.demo.helper.Helper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * The helpers as a jar of their own: they run beside other versions of the libraries that Manyhands
 * uses, and go on when Manyhands is built anew.
 */
final class HelperJar {
  private static final String PACKAGE = Helper.class.getPackageName().replace('.', '/');

  private HelperJar() {}

  /** Writes it. */
  static void write(Path jar) throws IOException {
    Path code = code();
    if (Files.isDirectory(code)) {
      pack(code.resolve(PACKAGE), jar);
    } else {
      try (FileSystem files = FileSystems.newFileSystem(code)) {
        pack(files.getPath(PACKAGE), jar);
      }
    }
  }

  /** Returns where this program is: a jar, or a folder of classes. */
  private static Path code() {
    try {
      URI place = Helper.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(place);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      List<Path> content = Folders.content(classes);
      for (Path part : content) {
        out.putNextEntry(new ZipEntry(PACKAGE + "/" + part.getFileName()));
        Files.copy(part, out);
        out.closeEntry();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}

package dev.manyhands.app.demo.helper;

import static dev.manyhands.app.demo.helper.Helper.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Deletes classes that nobody uses: a classic mistake, because it sees only its own part. What is
 * left of the part compiles; others that use the classes do not any more.
 */
final class Pruning {
  private final List<Path> files;

  Pruning(List<Path> files) {
    this.files = files;
  }

  boolean apply() throws IOException {
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Path file : files) {
      texts.put(file, Files.readString(file));
    }
    int deleted = 0;
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".java", "");
      if (!name.equals("package-info") && !isUsed(name, file, texts)) {
        say("nothing here uses %s: deleted".formatted(name));
        Files.delete(file);
        deleted++;
      }
    }
    say("deleted %d of %d files".formatted(deleted, files.size()));
    return deleted > 0;
  }

  private static boolean isUsed(String name, Path file, Map<Path, String> texts) {
    Pattern word = Pattern.compile("\\b" + name + "\\b");
    return texts.entrySet().stream()
        .anyMatch(entry -> !entry.getKey().equals(file) && word.matcher(entry.getValue()).find());
  }
}

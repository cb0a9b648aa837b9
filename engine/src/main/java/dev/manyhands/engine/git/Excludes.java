package dev.manyhands.engine.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What git is to ignore in workspaces besides the files that the repository names. */
final class Excludes {
  private final Repository repository;
  private volatile @Nullable List<Path> lists;

  Excludes(Repository repository) {
    this.repository = repository;
  }

  /** Writes it down for these git directories: the user's own lists, and these paths. */
  void write(List<String> paths, Path... gitDirs) throws IOException, InterruptedException {
    // Bytes, not text: the user's lists may be in any encoding.
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path list : lists()) {
      if (Files.isRegularFile(list) && Files.isReadable(list)) {
        all.writeBytes(Files.readAllBytes(list));
        all.write('\n');
      }
    }
    for (String path : paths) {
      String line = "/" + path.replaceAll("([\\\\*?\\[ !#])", "\\\\$1") + "\n";
      all.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }
    for (Path gitDir : gitDirs) {
      Files.write(gitDir.resolve("info/exclude"), all.toByteArray());
    }
  }

  /** Asks git where the user's list is, once. */
  private List<Path> lists() throws InterruptedException {
    List<Path> known = lists;
    if (known == null) {
      known = new ArrayList<>(List.of(repository.commonDir().resolve("info/exclude")));
      repository.excludes().ifPresent(known::add);
      lists = known;
    }
    return known;
  }
}

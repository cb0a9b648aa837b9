package dev.manyhands.examples;

import dev.manyhands.Attempt;
import dev.manyhands.Combined;
import dev.manyhands.Handle;
import dev.manyhands.Manyhands;
import dev.manyhands.Run;
import dev.manyhands.Task;
import dev.manyhands.TaskEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Renames a word in all Java files: one subagent for each folder, each in a workspace of its own,
 * and one commit in the end, on which a check has passed.
 *
 * <pre>java … dev.manyhands.examples.RefactorInSubsets REPOSITORY OLD NEW FOLDER…</pre>
 */
public final class RefactorInSubsets {
  private RefactorInSubsets() {}

  public static void main(String[] args) throws Exception {
    List<String> folders = List.of(args).subList(3, args.length);
    try (Manyhands hands = Manyhands.open(Path.of(args[0]))) {
      Combined combined = rename(hands, args[1], args[2], folders);
      System.out.println(combined);
      combined.rejected().forEach(System.out::println);
    }
  }

  /** Renames a word below these folders, and combines what became of it. */
  static Combined rename(Manyhands hands, String old, String name, List<String> folders)
      throws InterruptedException, TimeoutException {
    try (Run run =
        hands.start(
            "rename-" + old, // The check: nowhere may the old word be left.
            r -> r.message("Rename %s to %s".formatted(old, name)).check(noneLeft(old)))) {
      List<Handle<Integer>> subsets = new ArrayList<>();
      for (String folder : folders) {
        subsets.add(
            run.spawn(
                Task.function(
                        "subset-" + subsets.size(),
                        Integer.class,
                        attempt -> rename(attempt, folder, old, name))
                    .title("Rename %s below %s".formatted(old, folder))
                    .files(folder + "/**"))); // It fails if it changes anything else.
      }
      for (Handle<Integer> subset : subsets) {
        switch (subset.join(Duration.ofMinutes(10))) {
          case TaskEnd.Done<Integer> done -> System.out.println(done.result() + " files renamed");
          case TaskEnd<Integer> other -> System.out.println(other);
        }
      }
      return run.combine(Duration.ofMinutes(10));
    }
  }

  private static String[] noneLeft(String old) {
    return new String[] {"sh", "-c", "! git grep -qw '" + old + "' -- '*.java'"};
  }

  private static int rename(Attempt attempt, String folder, String old, String name)
      throws IOException {
    Pattern word = Pattern.compile("\\b" + Pattern.quote(old) + "\\b");
    int changed = 0;
    try (Stream<Path> files = Files.walk(attempt.workspace().resolve(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String before = Files.readString(file);
        String after = word.matcher(before).replaceAll(name);
        if (!after.equals(before)) {
          Files.writeString(file, after);
          attempt.says("renamed in " + attempt.workspace().relativize(file));
          changed++;
        }
      }
    }
    return changed;
  }
}

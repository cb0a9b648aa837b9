package dev.manyhands.app.demo.helper;

import static dev.manyhands.app.demo.helper.Helper.say;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets checks of Error Prone rewrite what they find. */
final class Patch {
  private final String checks;
  private final List<Path> files;

  Patch(String checks, List<Path> files) {
    this.checks = checks;
    this.files = files;
  }

  /** Rewrites the files in place; returns whether they compiled before that. */
  boolean apply(Path library) throws IOException {
    say("rewriting %d files with Error Prone: %s".formatted(files.size(), checks));
    Map<Path, String> before = new LinkedHashMap<>();
    for (Path file : files) {
      before.put(file, Files.readString(file));
    }
    String enabled =
        Arrays.stream(checks.split(",", -1))
            .map("-Xep:%s:WARN "::formatted)
            .collect(Collectors.joining());
    String plugin =
        "-Xplugin:ErrorProne -XepDisableAllChecks %s-XepPatchChecks:%s -XepPatchLocation:IN_PLACE"
            .formatted(enabled, checks);
    List<String> options = List.of(plugin, "-XDcompilePolicy=simple", "--should-stop=ifError=FLOW");
    boolean done = Compilation.against(library).of(files, options, Optional.of(new Looking()));
    int changed = 0;
    for (Path file : files) {
      String was = before.getOrDefault(file, "");
      String now = Files.readString(file);
      if (!now.equals(was)) {
        Files.writeString(file, Tidying.of(was, now));
        changed++;
      }
    }
    say("rewrote %d of %d files".formatted(changed, files.size()));
    return done;
  }

  /** Says each class that has been looked at. */
  private static final class Looking implements TaskListener {
    @Override
    public void finished(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getTypeElement() != null) {
        say("looked at %s".formatted(event.getTypeElement()));
      }
    }
  }
}

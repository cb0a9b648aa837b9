package dev.manyhands.engine.report.html;

import dev.manyhands.engine.report.html.FileDiff.Kind;
import dev.manyhands.engine.report.html.FileDiff.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads git's unified diff. A hunk's own numbers say where it ends, because a removed line may well
 * look like the header of a file. What is not a diff comes out as plain lines.
 */
final class DiffParser {
  private static final Pattern HUNK =
      Pattern.compile("@@ -\\d+(?:,(\\d{1,9}))? \\+\\d+(?:,(\\d{1,9}))? @@.*");

  private final List<FileDiff> files = new ArrayList<>();
  private @Nullable Open open;
  private int oldLeft;
  private int newLeft;

  private DiffParser() {}

  static List<FileDiff> parse(String diff) {
    DiffParser parser = new DiffParser();
    int from = 0;
    while (from < diff.length()) {
      int end = diff.indexOf('\n', from);
      int next = end < 0 ? diff.length() : end + 1;
      parser.line(diff.substring(from, end < 0 ? diff.length() : end));
      from = next;
    }
    parser.finish();
    return parser.files;
  }

  private void line(String line) {
    if (oldLeft > 0 || newLeft > 0) {
      inHunk(line);
    } else if (line.startsWith("diff --git ")) {
      finish();
      open = new Open(DiffNames.ofHeader(line.substring("diff --git ".length())));
    } else if (line.startsWith("\\ ")) {
      open().add(Kind.CONTEXT, line);
    } else {
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        oldLeft = count(hunk.group(1));
        newLeft = count(hunk.group(2));
        open().add(Kind.HUNK, line);
      } else if (open == null || open.name.isEmpty()) {
        open().add(Kind.CONTEXT, line);
      } else {
        header(open, line);
      }
    }
  }

  private static int count(@Nullable String lines) {
    return lines == null ? 1 : Integer.parseInt(lines);
  }

  private Open open() {
    if (open == null) {
      open = new Open("");
    }
    return open;
  }

  private void inHunk(String line) {
    char sign = line.isEmpty() ? ' ' : line.charAt(0);
    switch (sign) {
      case '+' -> {
        newLeft--;
        open().added++;
        open().add(Kind.ADDED, line);
      }
      case '-' -> {
        oldLeft--;
        open().removed++;
        open().add(Kind.REMOVED, line);
      }
      case '\\' -> open().add(Kind.CONTEXT, line);
      default -> {
        oldLeft--;
        newLeft--;
        open().add(Kind.CONTEXT, line);
      }
    }
  }

  private static void header(Open file, String line) {
    if (line.startsWith("+++ ") && !line.equals("+++ /dev/null")) {
      file.name = DiffNames.ofSide(line.substring(4));
    } else if (line.startsWith("rename to ")) {
      file.name = DiffNames.unquoted(line.substring("rename to ".length()));
    } else if (line.startsWith("rename from ")) {
      file.notes.add("renamed from " + DiffNames.unquoted(line.substring("rename from ".length())));
    } else if (line.startsWith("copy from ")) {
      file.notes.add("copied from " + DiffNames.unquoted(line.substring("copy from ".length())));
    } else if (line.startsWith("new file mode 120000")) {
      file.notes.add("new symbolic link");
    } else if (line.startsWith("new file mode")) {
      file.notes.add(line.endsWith("755") ? "new file, executable" : "new file");
    } else if (line.startsWith("deleted file mode")) {
      file.notes.add("deleted");
    } else if (line.startsWith("new mode ")) {
      file.notes.add("mode " + line.substring("new mode ".length()));
    } else if (line.startsWith("Binary files ") || line.equals("GIT binary patch")) {
      file.notes.add("binary");
    }
  }

  private void finish() {
    if (open != null) {
      files.add(open.build());
      open = null;
    }
    oldLeft = 0;
    newLeft = 0;
  }

  /** A file whose lines are still being read. */
  private static final class Open {
    private String name;
    private final List<String> notes = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Kind kind = Kind.CONTEXT;
    private int added;
    private int removed;

    private Open(String name) {
      this.name = name;
    }

    private void add(Kind next, String line) {
      if (next != kind) {
        flush();
        kind = next;
      }
      text.append(line).append('\n');
    }

    private void flush() {
      if (!text.isEmpty()) {
        runs.add(new Run(kind, text.toString()));
        text.setLength(0);
      }
    }

    private FileDiff build() {
      flush();
      return new FileDiff(name, notes, added, removed, runs);
    }
  }
}

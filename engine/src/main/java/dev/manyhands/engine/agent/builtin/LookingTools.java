package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.manyhands.engine.port.Gate;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Tools that change nothing. */
final class LookingTools {
  private static final int MOST_LISTED = 500;
  private static final int MOST_HITS = 200;
  private static final int MOST_LINES = 2000;
  private static final int MOST_BYTES = 4 << 20;

  private LookingTools() {}

  /** Reads a file. */
  record Read(SourceFiles files) implements Tool {
    private static final ToolSpecification SPECIFICATION =
        ToolSpecification.builder()
            .name("read_file")
            .description("Reads a text file, 2000 lines at the most; offset leads further.")
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("path")
                    .addIntegerProperty("offset", "the first line, from 1")
                    .addIntegerProperty("limit", "how many lines")
                    .required("path")
                    .build())
            .build();

    @Override
    public ToolSpecification specification() {
      return SPECIFICATION;
    }

    @Override
    public Gate.Request request(ToolArguments arguments) throws IOException {
      return new Gate.Request(name(), files.place(arguments.text("path")), Gate.Kind.READ);
    }

    @Override
    public String use(ToolArguments arguments) throws IOException, InterruptedException {
      String text = files.read(arguments.text("path"), MOST_BYTES);
      if (text.indexOf('\0') >= 0) {
        throw new IOException("the file is not text");
      }
      int offset = arguments.number("offset", 1, Integer.MAX_VALUE);
      int limit = arguments.number("limit", MOST_LINES, MOST_LINES);
      List<String> lines = text.lines().toList();
      if (offset == 1 && lines.size() <= limit) {
        return text;
      }
      int from = Math.min(offset - 1, lines.size());
      int to = Math.min(from + limit, lines.size());
      return "%s%n[lines %d to %d of %d]"
          .formatted(String.join("\n", lines.subList(from, to)), from + 1, to, lines.size());
    }
  }

  /** Lists files. */
  record Listing(SourceFiles files) implements Tool {
    private static final ToolSpecification SPECIFICATION =
        ToolSpecification.builder()
            .name("list_files")
            .description("Lists the files below a folder, in all its folders.")
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("folder", "without it, everything")
                    .build())
            .build();

    @Override
    public ToolSpecification specification() {
      return SPECIFICATION;
    }

    @Override
    public Gate.Request request(ToolArguments arguments) throws IOException {
      return new Gate.Request(name(), files.place(arguments.text("folder", "")), Gate.Kind.READ);
    }

    @Override
    public String use(ToolArguments arguments) throws IOException, InterruptedException {
      return shown(files.list(arguments.text("folder", ""), MOST_LISTED + 1), MOST_LISTED);
    }
  }

  /** Searches files. */
  record Search(SourceFiles files) implements Tool {
    private static final ToolSpecification SPECIFICATION =
        ToolSpecification.builder()
            .name("search")
            .description("Searches files, line by line, and shows path:line:text of each hit.")
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("pattern", "a regular expression")
                    .addStringProperty("path", "a folder or file; without it, everything")
                    .required("pattern")
                    .build())
            .build();

    @Override
    public ToolSpecification specification() {
      return SPECIFICATION;
    }

    @Override
    public Gate.Request request(ToolArguments arguments) throws IOException {
      return new Gate.Request(name(), files.place(arguments.text("path", "")), Gate.Kind.READ);
    }

    @Override
    public String use(ToolArguments arguments) throws IOException, InterruptedException {
      String pattern = arguments.text("pattern");
      return shown(files.search(pattern, arguments.text("path", ""), MOST_HITS + 1), MOST_HITS);
    }
  }

  private static String shown(List<String> lines, int most) {
    if (lines.isEmpty()) {
      return "nothing";
    }
    return lines.stream().limit(most).collect(Collectors.joining("\n"))
        + (lines.size() > most ? "\n[and more]" : "");
  }
}

package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.manyhands.engine.port.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tools that change files. */
final class ChangingTools {
  private ChangingTools() {}

  /** Makes or replaces a file. */
  record Write(WorkspaceFiles files) implements Tool {
    private static final ToolSpecification SPECIFICATION =
        ToolSpecification.builder()
            .name("write_file")
            .description("Makes a file, or replaces all of it; makes folders that are missing.")
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("path")
                    .addStringProperty("content")
                    .required("path", "content")
                    .build())
            .build();

    @Override
    public ToolSpecification specification() {
      return SPECIFICATION;
    }

    @Override
    public Gate.Request request(ToolArguments arguments) throws IOException {
      return new Gate.Request(name(), files.place(arguments.text("path")), Gate.Kind.WRITE);
    }

    @Override
    public String use(ToolArguments arguments) throws IOException {
      Path file = files.resolve(arguments.text("path"));
      Files.createDirectories(file.getParent());
      Files.writeString(file, arguments.text("content"));
      return "written";
    }
  }

  /** Replaces a text in a file. */
  record Edit(WorkspaceFiles files) implements Tool {
    private static final ToolSpecification SPECIFICATION =
        ToolSpecification.builder()
            .name("edit_file")
            .description(
                "Replaces a text in a file. The old text must be exactly as it is there, white"
                    + " space included, and occur once, unless all are to be replaced.")
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("path")
                    .addStringProperty("old_text")
                    .addStringProperty("new_text")
                    .addBooleanProperty("all", "replace every occurrence")
                    .required("path", "old_text", "new_text")
                    .build())
            .build();

    @Override
    public ToolSpecification specification() {
      return SPECIFICATION;
    }

    @Override
    public Gate.Request request(ToolArguments arguments) throws IOException {
      return new Gate.Request(name(), files.place(arguments.text("path")), Gate.Kind.WRITE);
    }

    @Override
    public String use(ToolArguments arguments) throws IOException {
      Path file = files.resolve(arguments.text("path"));
      if (!Files.isRegularFile(file)) {
        throw new IOException("there is no file " + arguments.text("path"));
      }
      String text = Files.readString(file);
      String old = arguments.text("old_text");
      int first = old.isEmpty() ? -1 : text.indexOf(old);
      if (first < 0) {
        throw new IOException("the old text does not occur in the file; read it again");
      }
      boolean all = arguments.flag("all");
      if (!all && text.indexOf(old, first + 1) >= 0) {
        throw new IOException("the old text occurs more than once; give more of what is around it");
      }
      String replacement = arguments.text("new_text");
      Files.writeString(
          file,
          all
              ? text.replace(old, replacement)
              : text.substring(0, first) + replacement + text.substring(first + old.length()));
      return "replaced";
    }
  }
}

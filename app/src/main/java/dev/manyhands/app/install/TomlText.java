package dev.manyhands.app.install;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * A TOML text that a person keeps: a table of our own is put to its end, between two comments, and
 * taken away again; every other character stays.
 *
 * @param file for what people are told
 */
record TomlText(String text, String file) {
  private static final String BEGIN =
      "# manyhands: begin; 'manyhands uninstall codex' removes this";
  private static final String END = "# manyhands: end";
  private static final Pattern OURS =
      Pattern.compile(
          "(\\A|\\R)" + Pattern.quote(BEGIN) + "\\R.*?" + Pattern.quote(END) + "(\\R|\\z)",
          Pattern.DOTALL);
  private static final Pattern THEIRS =
      Pattern.compile("(?m)^\\s*\\[\\s*\"?mcp_servers\"?\\s*\\.\\s*\"?manyhands\"?\\s*[].]");
  private static final Pattern INLINE = Pattern.compile("(?m)^\\s*\"?mcp_servers\"?\\s*[=.]");

  private static String block(String command) {
    // What JSON writes is a string of TOML as well.
    return "\n%s\n[mcp_servers.manyhands]\ncommand = %s\nargs = [\"mcp\"]\n%s\n"
        .formatted(BEGIN, JsonMapper.shared().writeValueAsString(command), END);
  }

  /** Says whether a person has written an entry for the server. */
  boolean hasEntryOfOthers() {
    return THEIRS.matcher(without()).find();
  }

  /**
   * Returns the text with our table.
   *
   * @throws ManyhandsException if a table cannot be added to it
   */
  String with(String command) {
    Optional<String> there = ours();
    String block = text.contains("\r\n") ? block(command).replace("\n", "\r\n") : block(command);
    if (there.isPresent()) {
      boolean first = there.get().startsWith("#");
      return text.replace(there.get(), first ? block.stripLeading() : block);
    }
    if (INLINE.matcher(text).find()) {
      throw new ManyhandsException(
          Kind.CONFIG,
          "%s gives 'mcp_servers' in a form that no table can be added to".formatted(file),
          "write its servers as tables, such as [mcp_servers.name]; nothing was changed");
    }
    return text + block;
  }

  /** Returns the text without our table. */
  String without() {
    return ours().map(block -> text.replace(block, "")).orElse(text);
  }

  private Optional<String> ours() {
    Matcher block = OURS.matcher(text);
    return block.find() ? Optional.of(block.group()) : Optional.empty();
  }
}

package dev.manyhands.app.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that teaches main agents the way of working. Its last line has a digest of the others: a
 * text that somebody has changed is theirs from then on.
 */
final class SkillText {
  private static final Pattern MARK =
      Pattern.compile(
          "<!-- manyhands ([0-9a-f]{16}): 'manyhands uninstall' removes this file -->\n\\z");
  private static final String DESCRIPTION =
      "description: Hand independent pieces of work to background subagents that run in parallel,"
          + " go on working meanwhile, and combine what they made into one tested commit. Use it"
          + " when the same change is needed in many places, for parallel reviews, research or"
          + " test suites, and whenever work falls into parts that do not need each other.\n";

  private SkillText() {}

  /** Returns the file for a tool. */
  static String of(Tool tool) {
    String head =
        tool == Tool.CURSOR
            ? "---\n" + DESCRIPTION + "alwaysApply: false\n---\n\n"
            : "---\nname: manyhands\n" + DESCRIPTION + "---\n\n";
    String body = head + resource();
    return body
        + "<!-- manyhands %s: 'manyhands uninstall' removes this file -->\n"
            .formatted(digest(body));
  }

  /** Says whether a file is as it was written, by this version or another one. */
  static boolean isUntouched(String text) {
    Matcher mark = MARK.matcher(text);
    return mark.find() && digest(text.substring(0, mark.start())).equals(mark.group(1));
  }

  private static String resource() {
    try (InputStream in = SkillText.class.getResourceAsStream("skill.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.manyhands.engine.report;

import java.io.IOException;
import java.io.Reader;

/**
 * A text, or the part of it that was asked for.
 *
 * @param complete whether nothing is missing
 */
public record Excerpt(String text, boolean complete) {
  /** No text. */
  public static final Excerpt NONE = new Excerpt("", true);

  /** Returns the text's beginning, cut at the end of a line where that is possible. */
  public static Excerpt head(String text, int atMost) {
    if (text.length() <= atMost) {
      return new Excerpt(text, true);
    }
    int lineEnd = text.lastIndexOf('\n', atMost - 1);
    return new Excerpt(text.substring(0, lineEnd < 0 ? whole(text, atMost) : lineEnd + 1), false);
  }

  /** Returns the text's end, cut at the beginning of a line where that is possible. */
  public static Excerpt tail(String text, int atMost) {
    if (text.length() <= atMost) {
      return new Excerpt(text, true);
    }
    int from = text.length() - atMost;
    int lineEnd = text.indexOf('\n', from - 1);
    boolean fits = lineEnd >= 0 && lineEnd + 1 < text.length();
    return new Excerpt(text.substring(fits ? lineEnd + 1 : whole(text, from)), false);
  }

  /** Reads a text's beginning, and no more of it than is needed. */
  public static Excerpt read(Reader reader, int atMost) throws IOException {
    char[] buffer = new char[Math.min(atMost + 1, 8192)];
    StringBuilder text = new StringBuilder();
    int read;
    while (text.length() <= atMost && (read = reader.read(buffer)) >= 0) {
      text.append(buffer, 0, read);
    }
    return head(text.toString(), atMost);
  }

  /** Returns the beginning of this excerpt. */
  public Excerpt head(int atMost) {
    Excerpt cut = head(text, atMost);
    return new Excerpt(cut.text, complete && cut.complete);
  }

  /** Says whether there is nothing to show. */
  public boolean isEmpty() {
    return text.isEmpty() && complete;
  }

  /** Moves a place off the middle of a surrogate pair. */
  private static int whole(String text, int at) {
    boolean inPair =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return inPair ? at - 1 : at;
  }
}

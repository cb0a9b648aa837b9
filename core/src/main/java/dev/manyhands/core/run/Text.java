package dev.manyhands.core.run;

/** Keeps texts small enough for events, which hold at most 4 KiB. */
public final class Text {
  /** The most bytes of a reason or summary. */
  public static final int SENTENCE = 1024;

  private Text() {}

  /**
   * Returns the text, its middle left out where it takes more bytes than this when it is written as
   * a JSON string in UTF-8.
   *
   * @param bytes at least 16
   */
  public static String atMost(String text, int bytes) {
    if (text.length() * 6L <= bytes || length(text) <= bytes) {
      return text;
    }
    String gap = " […] ";
    int each = (bytes - (int) length(gap)) / 2;
    return head(text, each) + gap + tail(text, each);
  }

  private static String head(String text, int bytes) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      used += length(codePoint);
      if (used > bytes) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  private static String tail(String text, int bytes) {
    int start = text.length();
    int used = 0;
    while (start > 0) {
      int codePoint = text.codePointBefore(start);
      used += length(codePoint);
      if (used > bytes) {
        break;
      }
      start -= Character.charCount(codePoint);
    }
    return text.substring(start);
  }

  private static long length(String text) {
    return text.codePoints().mapToLong(Text::length).sum();
  }

  private static int length(int codePoint) {
    if (codePoint < 0x20) {
      return 6;
    }
    if (codePoint == '"' || codePoint == '\\') {
      return 2;
    }
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}

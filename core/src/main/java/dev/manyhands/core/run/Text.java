package dev.manyhands.core.run;

import java.nio.charset.StandardCharsets;

/** Keeps texts small enough for events, which hold at most 4 KiB. */
public final class Text {
  /** The most bytes of a reason or summary. */
  public static final int SENTENCE = 1024;

  private Text() {}

  /** Returns the text, its middle left out where it takes more UTF-8 bytes than this. */
  public static String atMost(String text, int bytes) {
    if (text.length() * 3L <= bytes || text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return text;
    }
    String gap = " […] ";
    int each = (bytes - gap.getBytes(StandardCharsets.UTF_8).length) / 2;
    return head(text, each) + gap + tail(text, each);
  }

  private static String head(String text, int bytes) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      used += utf8Length(codePoint);
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
      used += utf8Length(codePoint);
      if (used > bytes) {
        break;
      }
      start -= Character.charCount(codePoint);
    }
    return text.substring(start);
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}

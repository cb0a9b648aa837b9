package dev.manyhands.engine.report.collected;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML 1.0, a piece at a time. Unlike the JDK's writer it keeps line ends in attributes, and
 * makes a sign of each character that XML does not allow.
 */
final class XmlWriter {
  private final Writer out;
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;
  private boolean inData;
  private int brackets;
  private char high;

  XmlWriter(Writer out) throws IOException {
    this.out = out;
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  XmlWriter start(String name) throws IOException {
    endText();
    closeTag();
    out.write('<');
    out.write(name);
    open.push(name);
    inTag = true;
    return this;
  }

  XmlWriter attribute(String name, String value) throws IOException {
    out.write(' ');
    out.write(name);
    out.write("=\"");
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i), true);
    }
    flushHigh();
    out.write('"');
    return this;
  }

  XmlWriter attribute(String name, long value) throws IOException {
    return attribute(name, String.valueOf(value));
  }

  XmlWriter text(String text) throws IOException {
    return text(text.toCharArray(), 0, text.length());
  }

  /**
   * Writes a part of a text; a pair of surrogates may be spread over two parts. From the first part
   * on that would have to be escaped, the text becomes a CDATA section: easier to read, and some
   * parsers allow only so many escaped characters.
   */
  XmlWriter text(char[] buffer, int from, int length) throws IOException {
    closeTag();
    if (!inData && needsEscapes(buffer, from, length)) {
      flushHigh();
      out.write("<![CDATA[");
      inData = true;
      brackets = 0;
    }
    int end = from + length;
    int at = from;
    while (at < end) {
      int run = at;
      while (run < end && isPlain(buffer[run])) {
        run++;
      }
      if (run > at) {
        flushHigh();
        out.write(buffer, at, run - at);
        brackets = 0;
        at = run;
      } else {
        special(buffer[at++]);
      }
    }
    return this;
  }

  private static boolean needsEscapes(char[] buffer, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (buffer[i] == '&' || buffer[i] == '<') {
        return true;
      }
    }
    return false;
  }

  /** Says whether a character means itself anywhere in a text. */
  private static boolean isPlain(char c) {
    return c < Character.MIN_SURROGATE
        && (c >= ' ' ? c != '&' && c != '<' && c != '>' && c != ']' : c == '\n' || c == '\t');
  }

  private void special(char c) throws IOException {
    if (inData) {
      data(c);
    } else {
      character(c, false);
    }
  }

  XmlWriter end() throws IOException {
    endText();
    String name = open.pop();
    if (inTag) {
      out.write("/>");
      inTag = false;
    } else {
      out.write("</");
      out.write(name);
      out.write('>');
    }
    return this;
  }

  void line() throws IOException {
    endText();
    closeTag();
    out.write('\n');
  }

  private void closeTag() throws IOException {
    if (inTag) {
      out.write('>');
      inTag = false;
    }
  }

  private void endText() throws IOException {
    flushHigh();
    if (inData) {
      out.write("]]>");
      inData = false;
    }
  }

  private void flushHigh() throws IOException {
    if (high != 0) {
      high = 0;
      out.write('\uFFFD');
    }
  }

  /** Writes a character within a CDATA section, which cannot hold its own end or line ends. */
  private void data(char c) throws IOException {
    if (c == '\r' || (c == '>' && brackets >= 2)) {
      endText();
      out.write(c == '\r' ? "&#13;" : "&gt;");
      return;
    }
    brackets = c == ']' ? brackets + 1 : 0;
    allowed(c);
  }

  private void character(char c, boolean inAttribute) throws IOException {
    switch (c) {
      case '&' -> escaped("&amp;");
      case '<' -> escaped("&lt;");
      case '>' -> escaped("&gt;");
      case '\r' -> escaped("&#13;");
      case '"', '\n', '\t' -> {
        if (inAttribute) {
          escaped("&#" + (int) c + ";");
        } else {
          allowed(c);
        }
      }
      default -> allowed(c);
    }
  }

  private void escaped(String reference) throws IOException {
    flushHigh();
    out.write(reference);
  }

  /** Writes a character as it is, or a sign for it if XML does not allow it. */
  private void allowed(char c) throws IOException {
    if (Character.isLowSurrogate(c) && high != 0) {
      out.write(high);
      out.write(c);
      high = 0;
      return;
    }
    flushHigh();
    if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (c < ' ' && c != '\n' && c != '\t') {
      out.write('\u2400' + c);
    } else {
      out.write(Character.isLowSurrogate(c) || c > '\uFFFD' ? '\uFFFD' : c);
    }
  }
}

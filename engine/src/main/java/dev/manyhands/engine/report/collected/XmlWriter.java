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
  private char high;

  XmlWriter(Writer out) throws IOException {
    this.out = out;
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  XmlWriter start(String name) throws IOException {
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

  /** Writes a part of a text; a pair of surrogates may be spread over two parts. */
  XmlWriter text(char[] buffer, int from, int length) throws IOException {
    if (inTag) {
      closeTag();
    }
    for (int i = from; i < from + length; i++) {
      character(buffer[i], false);
    }
    return this;
  }

  XmlWriter end() throws IOException {
    flushHigh();
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
    text("\n");
  }

  private void closeTag() throws IOException {
    flushHigh();
    if (inTag) {
      out.write('>');
      inTag = false;
    }
  }

  private void flushHigh() throws IOException {
    if (high != 0) {
      high = 0;
      out.write('\uFFFD');
    }
  }

  private void character(char c, boolean inAttribute) throws IOException {
    if (Character.isLowSurrogate(c) && high != 0) {
      out.write(high);
      out.write(c);
      high = 0;
      return;
    }
    flushHigh();
    switch (c) {
      case '&' -> out.write("&amp;");
      case '<' -> out.write("&lt;");
      case '>' -> out.write("&gt;");
      case '\r' -> out.write("&#13;");
      case '"', '\n', '\t' -> {
        if (inAttribute) {
          out.write("&#" + (int) c + ";");
        } else {
          out.write(c);
        }
      }
      default -> {
        if (Character.isHighSurrogate(c)) {
          high = c;
        } else if (c < ' ') {
          out.write('\u2400' + c);
        } else {
          out.write(Character.isLowSurrogate(c) || c > '\uFFFD' ? '\uFFFD' : c);
        }
      }
    }
  }
}

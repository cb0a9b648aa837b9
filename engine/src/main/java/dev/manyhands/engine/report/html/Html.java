package dev.manyhands.engine.report.html;

import dev.manyhands.engine.report.Visible;

/**
 * Builds markup. Names of elements and attributes are this program's own; every text and every
 * attribute's value is escaped here, so that nobody else has to think of it.
 */
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Opens an element; attributes come as names and values in turn. */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    return this;
  }

  Html close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  /** Adds an element without content. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /** Adds an element that holds a text. */
  Html leaf(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Html text(String text) {
    escape(Visible.text(text));
    return this;
  }

  /** Adds markup that this program made. */
  Html trusted(String markup) {
    out.append(markup);
    return this;
  }

  Html line() {
    out.append('\n');
    return this;
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(Visible.text(attributes[i + 1]));
      out.append('"');
    }
  }

  private void escape(String text) {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      String entity =
          switch (text.charAt(i)) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> "";
          };
      if (!entity.isEmpty()) {
        out.append(text, done, i).append(entity);
        done = i + 1;
      }
    }
    out.append(text, done, text.length());
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

package dev.manyhands.engine.report.collected;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Tells by a file's first characters what language it is written in. */
final class Sniffer {
  private static final int ENOUGH = 4096;

  private Sniffer() {}

  /** What a file looks like. */
  enum Language {
    XML,
    JSON,
    EMPTY,
    OTHER
  }

  static Language language(CollectedFile file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file.path())) {
      head = in.readNBytes(ENOUGH);
    }
    for (byte b : head) {
      int c = b & 0xFF;
      boolean mark = c == 0xEF || c == 0xBB || c == 0xBF || c == 0xFE || c == 0xFF || c == 0;
      if (!mark && !Character.isWhitespace(c)) {
        return c == '<' ? Language.XML : c == '{' ? Language.JSON : Language.OTHER;
      }
    }
    return head.length < ENOUGH ? Language.EMPTY : Language.OTHER;
  }
}

package dev.manyhands.engine.process;

import java.nio.charset.StandardCharsets;

/** The last line with something on it in a stream of bytes, for people to see. */
final class LastLine {
  private static final int MOST = 400;

  private final byte[] line = new byte[MOST];
  private int length;
  private boolean ended;

  void take(byte[] bytes, int count) {
    // Only the end of a large piece can matter.
    int from = Math.max(0, count - 4 * MOST);
    for (int i = from; i < count; i++) {
      byte b = bytes[i];
      if (b == '\n' || b == '\r') {
        ended = true;
      } else if (b != ' ' || (length > 0 && !ended)) {
        if (ended) {
          length = 0;
          ended = false;
        }
        if (length < MOST) {
          line[length] = b;
          length++;
        }
      }
    }
  }

  /** Returns it without control characters and escape sequences. */
  String text() {
    return new String(line, 0, length, StandardCharsets.UTF_8)
        .replaceAll("\\x1b\\[[0-9;?]*[ -/]*[@-~]", "")
        .replaceAll("\\p{Cntrl}", " ")
        .strip();
  }
}

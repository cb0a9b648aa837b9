package dev.manyhands.engine.plan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Damages texts; the same seed gives the same damage. */
final class Mutants {
  /** What parsers trip over. */
  private static final List<String> PIECES =
      List.of(
          "\t",
          "\r",
          "\n",
          "\0",
          ":",
          ": ",
          "- ",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "|",
          ">",
          "&a ",
          "*a",
          "<<: *a",
          "!x ",
          "%",
          "---\n",
          "...\n",
          "?",
          "#",
          "~",
          "\\",
          "😀",
          "\uFEFF",
          "\u2028",
          "0",
          "-1",
          "1e99",
          "true",
          "**",
          "../",
          "\"\\UFFFFFFFF\"");

  private Mutants() {}

  /** Returns a text with a few deletions, insertions, swaps, doubled blocks or random bytes. */
  static byte[] of(String text, int seed) {
    Random random = new Random(seed);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      bytes = mutate(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 80));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> concat(bytes, 0, from, bytes, to, bytes.length);
      case 1 -> concat(bytes, 0, to, bytes, from, bytes.length);
      case 2 -> swapLines(bytes, random);
      case 3 -> {
        byte[] changed = bytes.clone();
        changed[from] = (byte) random.nextInt(256);
        yield changed;
      }
      case 4 -> {
        byte[] changed = bytes.clone();
        int other = random.nextInt(bytes.length);
        changed[from] = bytes[other];
        changed[other] = bytes[from];
        yield changed;
      }
      default -> insert(bytes, from, piece.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static byte[] swapLines(byte[] bytes, Random random) {
    String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1);
    int first = random.nextInt(lines.length);
    int second = random.nextInt(lines.length);
    String line = lines[first];
    lines[first] = lines[second];
    lines[second] = line;
    return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] insert(byte[] bytes, int at, byte[] piece) {
    byte[] start = concat(bytes, 0, at, piece, 0, piece.length);
    return concat(start, 0, start.length, bytes, at, bytes.length);
  }

  private static byte[] concat(byte[] a, int from, int to, byte[] b, int begin, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(a, from, to - from);
    out.write(b, begin, end - begin);
    return out.toByteArray();
  }
}

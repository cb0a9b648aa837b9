package dev.manyhands.engine.plan;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Makes text of a plan file's bytes, or says why they are none. */
final class PlanText {
  /** A plan is written by people; what is larger is not a plan. */
  static final int MOST_BYTES = 1 << 20;

  private PlanText() {}

  /** Reads a file, and no more of it than what shows that it is too large. */
  static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return bytes(in);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw unreadable(file, "permission denied", e);
    } catch (IOException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  static byte[] bytes(InputStream in) throws IOException {
    return in.readNBytes(MOST_BYTES + 1);
  }

  private static ManyhandsException unreadable(Path file, String why, IOException cause) {
    return new ManyhandsException(
        Kind.CONFIG,
        "cannot read the plan %s: %s".formatted(file, why),
        "name a plan file in YAML or JSON, or '-' for standard input",
        cause);
  }

  /** Returns the text without a byte order mark, or nothing after adding a problem. */
  static Optional<String> decode(byte[] bytes, Problems problems) {
    if (bytes.length > MOST_BYTES) {
      problems.add(Position.START, "the file is larger than 1 MiB; a plan is smaller");
      return Optional.empty();
    }
    if (bytes.length > 1 && isUtf16Mark(bytes[0] & 0xFF, bytes[1] & 0xFF)) {
      problems.add(Position.START, "the file is encoded in UTF-16; save it as UTF-8");
      return Optional.empty();
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = withoutMark(out.flip().toString());
    if (result.isError()) {
      problems.add(
          end(text),
          "the byte 0x%02X is not UTF-8; save the file as UTF-8"
              .formatted(bytes[in.position()] & 0xFF));
      return Optional.empty();
    }
    return accept(text, problems);
  }

  /** Returns the text without a byte order mark, or nothing after adding a problem. */
  static Optional<String> check(String text, Problems problems) {
    if (text.length() > MOST_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      problems.add(Position.START, "the text is larger than 1 MiB; a plan is smaller");
      return Optional.empty();
    }
    return accept(withoutMark(text), problems);
  }

  private static Optional<String> accept(String text, Problems problems) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (!StreamReader.isPrintable(codePoint)) {
        problems.add(
            end(text.substring(0, i)),
            "the character U+%04X may not stand in a plan; remove it, or write it in double quotes"
                    .formatted(codePoint)
                + " as an escape");
        return Optional.empty();
      }
    }
    return Optional.of(text);
  }

  private static Position end(String text) {
    return Lines.of(text).at(Integer.MAX_VALUE);
  }

  private static boolean isUtf16Mark(int first, int second) {
    return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

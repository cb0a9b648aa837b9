package dev.manyhands.engine.report.collected;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out how an XML file is encoded, as the specification says (XML 1.0, appendix F): by its
 * byte order mark, by how its first characters are laid out, or by its declaration. The parser of
 * the JDK could do so too, but prints what it does not like to standard error.
 */
final class XmlEncoding {
  private static final int HEAD = 256;
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private XmlEncoding() {}

  /** Returns a reader that fails on bytes that the encoding does not have. */
  static Reader decode(BufferedInputStream in) throws IOException, InvalidFileException {
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    Charset charset = charset(head);
    in.skipNBytes(markLength(head));
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static int markLength(byte[] head) {
    if (at(head, 0) == 0xEF && at(head, 1) == 0xBB && at(head, 2) == 0xBF) {
      return 3;
    }
    int first = at(head, 0) << 8 | at(head, 1);
    return first == 0xFEFF || first == 0xFFFE ? 2 : 0;
  }

  private static Charset charset(byte[] head) throws InvalidFileException {
    if (markLength(head) == 3) {
      return StandardCharsets.UTF_8;
    }
    int first = at(head, 0) << 8 | at(head, 1);
    if (first == 0xFEFF || first == '<') {
      return StandardCharsets.UTF_16BE;
    }
    if (first == 0xFFFE || first == ('<' << 8)) {
      return StandardCharsets.UTF_16LE;
    }
    Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(declared.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new InvalidFileException("is in the unknown encoding " + declared.group(1));
    }
  }

  /** Returns a byte, or for none a value that no byte has. */
  private static int at(byte[] head, int index) {
    return index < head.length ? head[index] & 0xFF : 0xFFFF;
  }
}

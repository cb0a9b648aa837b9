package dev.manyhands.engine.report.collected;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class XmlWriterTest {
  private static String write(String attribute, String... parts) throws IOException {
    StringWriter out = new StringWriter();
    XmlWriter writer = new XmlWriter(out).start("a").attribute("b", attribute);
    for (String part : parts) {
      writer.text(part);
    }
    writer.end();
    return out.toString().replaceFirst("<\\?xml.*\\?>\n", "");
  }

  @Test
  void escapesWhatItHasTo() throws IOException {
    assertThat(write("<\"&'>\n\t\r"))
        .isEqualTo("<a b=\"&lt;&quot;&amp;'&gt;&#10;&#9;&#13;\"/>".replace("&quot;", "&#34;"));
    assertThat(write("", "plain > \"text\"")).isEqualTo("<a b=\"\">plain &gt; \"text\"</a>");
    assertThat(write("", "")).isEqualTo("<a b=\"\"></a>");
  }

  @Test
  void putsTextsWithMarkupIntoSections() throws IOException {
    assertThat(write("", "at ", "x <init>", " & so on"))
        .isEqualTo("<a b=\"\">at <![CDATA[x <init> & so on]]></a>");
    assertThat(write("", "<]]", ">")).isEqualTo("<a b=\"\"><![CDATA[<]]]]>&gt;</a>");
  }

  @Test
  void replacesWhatXmlDoesNotAllow() throws IOException {
    assertThat(write("\u0000\uFFFF\uD800", "\uDC00\u001B\uFFFE"))
        .isEqualTo("<a b=\"␀\uFFFD\uFFFD\">\uFFFD␛\uFFFD</a>");
    assertThat(write("", "\uD83D", "\uDE42")).isEqualTo("<a b=\"\">\uD83D\uDE42</a>");
    assertThat(write("", "<\uD83D", "\uDE42\uD83D"))
        .isEqualTo("<a b=\"\"><![CDATA[<\uD83D\uDE42\uFFFD]]></a>");
  }

  @Test
  void anotherParserReadsTheSameTextWhateverItIs() throws IOException {
    Random random = new Random(5);
    String alphabet = "<>&]]]]>\"'\r\n\t ab\uD83D\uDE42ä";
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      String[] parts = new String[1 + random.nextInt(4)];
      for (int i = 0; i < parts.length; i++) {
        StringBuilder part = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
          int at =
              alphabet.offsetByCodePoints(
                  0, random.nextInt(alphabet.codePointCount(0, alphabet.length())));
          part.appendCodePoint(alphabet.codePointAt(at));
        }
        parts[i] = part.toString();
        text.append(part);
      }

      Element read = XmlTree.parse(write(text.toString(), parts)).getDocumentElement();

      assertThat(read.getTextContent()).isEqualTo(text.toString());
      assertThat(read.getAttribute("b")).isEqualTo(text.toString());
    }
  }
}

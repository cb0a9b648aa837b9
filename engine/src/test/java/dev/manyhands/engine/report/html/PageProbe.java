package dev.manyhands.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Looks at a page as a tree. The page is also XML, apart from its script and its style sheet. */
final class PageProbe {
  private final String html;
  private final Document document;

  PageProbe(String html) {
    this.html = html;
    String markup =
        html.replaceFirst("<!DOCTYPE html>", "")
            .replaceFirst("(?s)<style>.*?</style>", "<style/>")
            .replaceFirst("(?s)<script>.*?</script>", "<script/>");
    try {
      document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(markup)));
    } catch (Exception e) {
      throw new AssertionError("the page is not well-formed", e);
    }
  }

  List<Element> all(String tag) {
    NodeList found = document.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  List<Element> withClass(String tag, String css) {
    return all(tag).stream()
        .filter(e -> List.of(e.getAttribute("class").split(" ")).contains(css))
        .toList();
  }

  /** Returns every attribute with this name. */
  List<String> attributes(String name) {
    return all("*").stream()
        .filter(e -> e.hasAttribute(name))
        .map(e -> e.getAttribute(name))
        .toList();
  }

  /** Returns the names of all attributes. */
  List<String> attributeNames() {
    List<String> names = new ArrayList<>();
    for (Element element : all("*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        names.add(element.getAttributes().item(i).getNodeName());
      }
    }
    return names.stream().distinct().toList();
  }

  String policy() {
    return all("meta").stream()
        .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
        .map(meta -> meta.getAttribute("content"))
        .findFirst()
        .orElseThrow();
  }

  /** Returns what stands in the one element of this kind, as a browser sees it. */
  String raw(String tag) {
    Matcher matcher = Pattern.compile("(?s)<" + tag + ">(.*?)</" + tag + ">").matcher(html);
    assertThat(matcher.find()).isTrue();
    String content = matcher.group(1);
    assertThat(matcher.find()).as("a second <%s>", tag).isFalse();
    return content;
  }

  String text() {
    return document.getDocumentElement().getTextContent();
  }

  static String text(Node node) {
    return node.getTextContent();
  }
}

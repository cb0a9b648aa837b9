package dev.manyhands.engine.report.collected;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Looks at XML as a tree, with another parser than the one that is tested. */
final class XmlTree {
  private XmlTree() {}

  static Document parse(String xml) {
    return parse(xml.getBytes(StandardCharsets.UTF_8));
  }

  static Document parse(byte[] xml) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml));
    } catch (Exception e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  static List<Element> all(Document document, String tag) {
    NodeList found = document.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  static List<Element> children(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && element.getTagName().equals(tag)) {
        found.add(element);
      }
    }
    return found;
  }

  /** Returns a property of a suite. */
  static List<String> property(Element suite, String name) {
    return children(suite, "properties").stream()
        .flatMap(properties -> children(properties, "property").stream())
        .filter(property -> property.getAttribute("name").equals(name))
        .map(property -> property.getAttribute("value"))
        .toList();
  }

  /** Returns each test case with everything in it, in a form that can be compared. */
  static List<String> cases(Document document) {
    return all(document, "testcase").stream().map(XmlTree::canonical).toList();
  }

  private static String canonical(Node node) {
    if (!(node instanceof Element element)) {
      return node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE
          ? node.getNodeValue()
          : "";
    }
    TreeMap<String, String> attributes = new TreeMap<>();
    NamedNodeMap map = element.getAttributes();
    for (int i = 0; i < map.getLength(); i++) {
      attributes.put(map.item(i).getNodeName(), map.item(i).getNodeValue());
    }
    StringBuilder out = new StringBuilder("<" + element.getTagName() + attributes + ">");
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      out.append(canonical(n));
    }
    return out.append("</>").toString();
  }
}

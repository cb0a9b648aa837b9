package dev.manyhands.engine.report.collected;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * Copies the suites of one JUnit file as they are, except that each says whose it is: in its name,
 * for those who look, and in properties, for programs. What stands outside of any suite gets one.
 */
final class SuiteCopier {
  private static final Set<String> ABOUT_THE_FILE =
      Set.of("xmlns", "xsi:noNamespaceSchemaLocation", "xsi:schemaLocation");

  private final CollectedFile file;
  private final String prefix;
  private final XmlWriter out;
  private final Map<String, String> namespaces = new LinkedHashMap<>();
  private String rootName = "";
  private int depth;
  private boolean rootIsSuite;
  private boolean wrapped;
  private boolean propertiesDue;

  /**
   * Prepares a copy.
   *
   * @param prefix what the suites' names begin with
   */
  SuiteCopier(CollectedFile file, String prefix, XmlWriter out) {
    this.file = file;
    this.prefix = prefix;
    this.out = out;
  }

  void copy() throws IOException, InvalidFileException {
    try (XmlEvents events = XmlEvents.open(file)) {
      while (events.hasNext()) {
        int event = events.next();
        XMLStreamReader current = events.current();
        switch (event) {
          case XMLStreamConstants.START_ELEMENT -> start(current);
          case XMLStreamConstants.END_ELEMENT -> end();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              text(current);
          default -> {}
        }
      }
    }
  }

  private void start(XMLStreamReader element) throws IOException {
    String name = XmlEvents.local(element.getLocalName());
    depth++;
    if (depth == 1) {
      rootIsSuite = name.equals("testsuite");
      if (!rootIsSuite) {
        root(element);
        return;
      }
    }
    if (depth == 2 && !rootIsSuite) {
      wrap(!name.equals("testsuite"));
    }
    if (propertiesDue && name.equals("properties")) {
      propertiesDue = false;
      element(element);
      ownProperties();
      return;
    }
    settleProperties();
    if (name.equals("testsuite")) {
      suite(element);
    } else {
      element(element);
    }
  }

  private void root(XMLStreamReader element) {
    for (int i = 0; i < element.getAttributeCount(); i++) {
      String name = XmlEvents.attributeName(element, i);
      if (name.equals("name")) {
        rootName = element.getAttributeValue(i);
      } else if (name.startsWith("xmlns:")) {
        namespaces.put(name, element.getAttributeValue(i));
      }
    }
  }

  /** Opens or closes the suite for what has none. */
  private void wrap(boolean needed) throws IOException {
    if (needed && !wrapped) {
      out.start("testsuite")
          .attribute("name", prefix + (rootName.isEmpty() ? file.name() : rootName));
      for (Map.Entry<String, String> namespace : namespaces.entrySet()) {
        out.attribute(namespace.getKey(), namespace.getValue());
      }
      propertiesDue = true;
    } else if (!needed && wrapped) {
      settleProperties();
      out.end().line();
    }
    wrapped = needed;
  }

  private void suite(XMLStreamReader element) throws IOException {
    out.start(element.getLocalName());
    String name = XmlEvents.attribute(element, "name");
    out.attribute("name", prefix + (name == null ? file.name() : name));
    for (int i = 0; i < element.getAttributeCount(); i++) {
      String attribute = XmlEvents.attributeName(element, i);
      if (!attribute.equals("name") && !ABOUT_THE_FILE.contains(attribute)) {
        out.attribute(attribute, element.getAttributeValue(i));
      }
    }
    if (depth == 2 && !rootIsSuite) {
      for (Map.Entry<String, String> namespace : namespaces.entrySet()) {
        if (XmlEvents.attribute(element, namespace.getKey()) == null) {
          out.attribute(namespace.getKey(), namespace.getValue());
        }
      }
    }
    propertiesDue = true;
  }

  private void element(XMLStreamReader element) throws IOException {
    out.start(element.getLocalName());
    for (int i = 0; i < element.getAttributeCount(); i++) {
      if (!XmlEvents.attributeName(element, i).equals("xmlns")) {
        out.attribute(XmlEvents.attributeName(element, i), element.getAttributeValue(i));
      }
    }
  }

  /** Writes the properties that are still due, because the suite begins with something else. */
  private void settleProperties() throws IOException {
    if (propertiesDue) {
      propertiesDue = false;
      out.start("properties");
      ownProperties();
      out.end();
    }
  }

  private void ownProperties() throws IOException {
    property("manyhands.task", file.origin().owner());
    property("manyhands.attempt", String.valueOf(file.origin().number()));
    property("manyhands.file", file.name());
  }

  private void property(String name, String value) throws IOException {
    out.start("property").attribute("name", name).attribute("value", value).end();
  }

  private void text(XMLStreamReader text) throws IOException {
    boolean outside = depth == 0 || (depth == 1 && !rootIsSuite);
    if (!outside) {
      out.text(text.getTextCharacters(), text.getTextStart(), text.getTextLength());
    }
  }

  private void end() throws IOException {
    settleProperties();
    if (depth == 1 && !rootIsSuite) {
      wrap(false);
    } else {
      out.end();
      if (depth == 1 || (depth == 2 && !rootIsSuite && !wrapped)) {
        out.line();
      }
    }
    depth--;
  }
}

package dev.manyhands.engine.report.collected;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML that nobody vouches for, piece by piece. A document type is refused altogether: with it
 * come entities, which read other files or grow without bound. That done, the JDK's limits on
 * entities only stand in the way, as they count each escaped {@code <} in a long output.
 */
final class XmlEvents implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final List<String> LIMITS_ON_ENTITIES =
      List.of(
          "jdk.xml.entityExpansionLimit",
          "jdk.xml.entityReplacementLimit",
          "jdk.xml.maxGeneralEntitySizeLimit",
          "jdk.xml.totalEntitySizeLimit");

  private final BufferedInputStream in;
  private final GuardedReader guard;
  private final XMLStreamReader reader;

  private XmlEvents(BufferedInputStream in, GuardedReader guard, XMLStreamReader reader) {
    this.in = in;
    this.guard = guard;
    this.reader = reader;
  }

  static XmlEvents open(CollectedFile file) throws IOException, InvalidFileException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file.path()), BUFFER);
    try {
      GuardedReader guard = new GuardedReader(XmlEncoding.decode(in));
      return new XmlEvents(in, guard, factory().createXMLStreamReader(guard));
    } catch (XMLStreamException e) {
      in.close();
      throw invalid(e);
    } catch (IOException | InvalidFileException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty("jdk.xml.cdataChunkSize", BUFFER);
    LIMITS_ON_ENTITIES.forEach(limit -> factory.setProperty(limit, "0"));
    factory.setXMLReporter((_, _, _, _) -> {});
    return factory;
  }

  /** Goes on to the next event; one of {@link XMLStreamConstants}. */
  int next() throws InvalidFileException {
    try {
      int event = reader.next();
      guard.advance();
      if (event == XMLStreamConstants.DTD) {
        throw new InvalidFileException("has a DOCTYPE, which is not read");
      }
      if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new InvalidFileException("uses the entity " + reader.getLocalName());
      }
      return event;
    } catch (XMLStreamException e) {
      throw invalid(e);
    }
  }

  boolean hasNext() throws InvalidFileException {
    try {
      return reader.hasNext();
    } catch (XMLStreamException e) {
      throw invalid(e);
    }
  }

  /** Returns the event that is being looked at. */
  XMLStreamReader current() {
    return reader;
  }

  /** Returns the whole name of one of an element's attributes; the parser splits off the prefix. */
  static String attributeName(XMLStreamReader element, int index) {
    String prefix = element.getAttributePrefix(index);
    String local = element.getAttributeLocalName(index);
    return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
  }

  /** Returns an attribute's value; null when the element does not have it. */
  static @Nullable String attribute(XMLStreamReader element, String name) {
    for (int i = 0; i < element.getAttributeCount(); i++) {
      if (attributeName(element, i).equals(name)) {
        return element.getAttributeValue(i);
      }
    }
    return null;
  }

  /** Returns an element's name without its prefix. */
  static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private static InvalidFileException invalid(XMLStreamException e) {
    Throwable nested = e.getNestedException();
    if (nested instanceof CharacterCodingException) {
      return new InvalidFileException("has bytes that its encoding does not have");
    }
    String message = String.valueOf(nested == null ? e.getMessage() : nested.getMessage());
    int said = message.indexOf("Message: ");
    String where =
        e.getLocation() == null
            ? ""
            : "line %d, column %d: "
                .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
    return new InvalidFileException(
        "is not valid XML: " + where + (said < 0 ? message : message.substring(said + 9)));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

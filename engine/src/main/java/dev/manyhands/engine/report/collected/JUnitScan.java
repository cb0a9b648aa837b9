package dev.manyhands.engine.report.collected;

import java.io.IOException;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a file from end to end, to know that it is valid JUnit XML, and counts its test cases. */
final class JUnitScan {
  private static final Set<String> ROOTS = Set.of("testsuite", "testsuites");
  private static final Set<String> NOT_RUN = Set.of("notrun", "disabled", "skipped", "suppressed");

  private int depth;
  private int caseDepth = -1;
  private long all;
  private long errors;
  private long failures;
  private long skipped;
  private boolean hasError;
  private boolean hasFailure;
  private boolean isSkipped;

  private JUnitScan() {}

  static JUnitFile scan(CollectedFile file) throws IOException, InvalidFileException {
    JUnitScan scan = new JUnitScan();
    try (XmlEvents events = XmlEvents.open(file)) {
      while (events.hasNext()) {
        switch (events.next()) {
          case XMLStreamConstants.START_ELEMENT -> scan.start(events.current());
          case XMLStreamConstants.END_ELEMENT -> scan.end();
          default -> {}
        }
      }
    }
    return new JUnitFile(file, new CaseCounts(scan.all, scan.errors, scan.failures, scan.skipped));
  }

  private void start(XMLStreamReader element) throws InvalidFileException {
    String name = XmlEvents.local(element.getLocalName());
    if (depth == 0 && !ROOTS.contains(name)) {
      throw new InvalidFileException("is XML, but not JUnit's: its root element is <" + name + ">");
    }
    if (name.equals("testcase") && caseDepth < 0) {
      caseDepth = depth;
      isSkipped =
          isNotRun(XmlEvents.attribute(element, "status"))
              || isNotRun(XmlEvents.attribute(element, "result"));
      hasError = false;
      hasFailure = false;
    } else if (caseDepth >= 0 && depth == caseDepth + 1) {
      hasError |= name.equals("error");
      hasFailure |= name.equals("failure");
      isSkipped |= name.equals("skipped");
    }
    depth++;
  }

  private static boolean isNotRun(@Nullable String word) {
    return word != null && NOT_RUN.contains(word);
  }

  private void end() {
    depth--;
    if (depth == caseDepth) {
      caseDepth = -1;
      all++;
      if (hasError) {
        errors++;
      } else if (hasFailure) {
        failures++;
      } else if (isSkipped) {
        skipped++;
      }
    }
  }
}

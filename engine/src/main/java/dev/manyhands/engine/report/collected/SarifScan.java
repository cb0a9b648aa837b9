package dev.manyhands.engine.report.collected;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads a file from end to end, to know that it is valid SARIF 2.1.0, and counts its results. */
final class SarifScan {
  static final String VERSION = "2.1.0";
  static final String EXTERNALS = "inlineExternalProperties";
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(32 << 20)
                  .maxNestingDepth(200)
                  .build())
          .build();

  private final JsonParser parser;
  private String version = "";
  private int runs = -1;
  private long results;
  private int externals;

  private SarifScan(JsonParser parser) {
    this.parser = parser;
  }

  static SarifFile scan(CollectedFile file) throws IOException, InvalidFileException {
    try (InputStream in = Files.newInputStream(file.path());
        JsonParser parser = open(in)) {
      SarifScan scan = new SarifScan(parser);
      scan.log();
      return new SarifFile(file, scan.runs, scan.results, scan.externals);
    } catch (JacksonException e) {
      throw invalid(e);
    }
  }

  static JsonParser open(InputStream in) {
    return FACTORY.createParser(ObjectReadContext.empty(), in);
  }

  static InvalidFileException invalid(JacksonException e) {
    String where =
        e.getLocation() == null
            ? ""
            : "line %d, column %d: "
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return new InvalidFileException("is not valid JSON: " + where + e.getOriginalMessage());
  }

  private void log() throws InvalidFileException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "version" -> version = value == JsonToken.VALUE_STRING ? parser.getString() : "";
        case "runs" -> runs(value);
        case EXTERNALS -> externals(value);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new InvalidFileException("goes on after its end");
    }
    if (!version.equals(VERSION)) {
      throw new InvalidFileException(
          version.isEmpty()
              ? "is JSON, but not SARIF: it has no version"
              : "is not SARIF " + VERSION + " but " + version);
    }
    if (runs < 0) {
      throw new InvalidFileException("is not SARIF: it has no runs");
    }
  }

  private void runs(JsonToken value) throws InvalidFileException {
    if (value != JsonToken.START_ARRAY) {
      throw new InvalidFileException("is not SARIF: its runs are not a list");
    }
    runs = Math.max(0, runs);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new InvalidFileException("is not SARIF: a run is not an object");
      }
      runs++;
      run();
    }
  }

  private void externals(JsonToken value) throws InvalidFileException {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    if (value != JsonToken.START_ARRAY) {
      throw new InvalidFileException("is not SARIF: its " + EXTERNALS + " are not a list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      externals++;
      parser.skipChildren();
    }
  }

  private void run() throws InvalidFileException {
    boolean hasTool = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("results") && value != JsonToken.VALUE_NULL) {
        results(value);
      } else {
        hasTool |= name.equals("tool") && value == JsonToken.START_OBJECT;
        parser.skipChildren();
      }
    }
    if (!hasTool) {
      throw new InvalidFileException("is not SARIF: a run does not name its tool");
    }
  }

  private void results(JsonToken value) throws InvalidFileException {
    if (value != JsonToken.START_ARRAY) {
      throw new InvalidFileException("is not SARIF: the results of a run are not a list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new InvalidFileException("is not SARIF: a result is not an object");
      }
      results++;
      parser.skipChildren();
    }
  }
}

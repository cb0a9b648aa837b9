package dev.manyhands.engine.report.collected;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Copies parts of one SARIF log as they are, except that each run says whose it is. */
final class SarifCopier {
  private static final String DETAILS = "automationDetails";
  private static final String PROPERTIES = "properties";
  private static final String OWN = "manyhands/";

  private final CollectedFile file;
  private final JsonGenerator out;
  private int run;

  SarifCopier(CollectedFile file, JsonGenerator out) {
    this.file = file;
    this.out = out;
  }

  /** Copies what a list of the log holds. */
  void copy(String list) throws IOException {
    try (InputStream in = Files.newInputStream(file.path());
        JsonParser parser = SarifScan.open(in)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!name.equals(list) || value != JsonToken.START_ARRAY) {
          parser.skipChildren();
          continue;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          if (list.equals("runs")) {
            run(parser);
          } else {
            out.copyCurrentStructureExact(parser);
          }
        }
      }
    }
  }

  private void run(JsonParser parser) {
    boolean identified = false;
    boolean described = false;
    out.writeStartObject();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      if (name.equals(DETAILS) && !identified) {
        identified = object;
        details(parser, object);
      } else if (name.equals(PROPERTIES) && !described) {
        described = object;
        properties(parser, object);
      } else {
        out.writeName(name);
        out.copyCurrentStructureExact(parser);
      }
    }
    if (!identified) {
      out.writeObjectPropertyStart(DETAILS);
      out.writeStringProperty("id", id(""));
      out.writeEndObject();
    }
    if (!described) {
      out.writeObjectPropertyStart(PROPERTIES);
      ownProperties();
      out.writeEndObject();
    }
    out.writeEndObject();
    run++;
  }

  private void details(JsonParser parser, boolean object) {
    if (!object) {
      parser.skipChildren();
      return;
    }
    String id = "";
    out.writeObjectPropertyStart(DETAILS);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("id")) {
        id = value == JsonToken.VALUE_STRING ? parser.getString() : "";
        parser.skipChildren();
      } else {
        out.writeName(name);
        out.copyCurrentStructureExact(parser);
      }
    }
    out.writeStringProperty("id", id(id));
    out.writeEndObject();
  }

  /** Returns a run's identity: distinct for each task, attempt, and run of a file. */
  private String id(String given) {
    String owner = OWN + file.origin().owner() + "/" + file.origin().number() + "/";
    return owner + (given.isEmpty() ? file.name() + "/" + run + "/" : given);
  }

  private void properties(JsonParser parser, boolean object) {
    if (!object) {
      parser.skipChildren();
      return;
    }
    out.writeObjectPropertyStart(PROPERTIES);
    ownProperties();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.startsWith(OWN)) {
        parser.skipChildren();
      } else {
        out.writeName(name);
        out.copyCurrentStructureExact(parser);
      }
    }
    out.writeEndObject();
  }

  private void ownProperties() {
    out.writeStringProperty(OWN + "task", file.origin().owner());
    out.writeNumberProperty(OWN + "attempt", file.origin().number());
    out.writeStringProperty(OWN + "file", file.name());
  }
}

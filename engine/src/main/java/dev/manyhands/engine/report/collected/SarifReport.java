package dev.manyhands.engine.report.collected;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes all collected SARIF logs as one. Each run is copied as it is, with all its results, and
 * says whose it is: in its {@code automationDetails.id}, by which code scanning tells analyses
 * apart, and in its properties. Without any, the log is empty and valid.
 */
public final class SarifReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private SarifReport() {}

  /**
   * Writes what was collected, as UTF-8, a piece at a time.
   *
   * @throws IOException when the stream fails, or a collected file can no longer be read
   */
  public static void write(CollectedReports collected, OutputStream out) throws IOException {
    // Not the generator's own encoder: it refuses half a pair of surrogates.
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
      generator.writeStartObject();
      generator.writeStringProperty("$schema", SCHEMA);
      generator.writeStringProperty("version", SarifScan.VERSION);
      list(generator, collected, "runs");
      if (collected.sarif().stream().anyMatch(file -> file.externals() > 0)) {
        list(generator, collected, SarifScan.EXTERNALS);
      }
      generator.writeEndObject();
    } catch (JacksonException e) {
      throw new IOException("the collected SARIF files could not be merged: " + e.getMessage(), e);
    }
    writer.write('\n');
    writer.flush();
  }

  private static void list(JsonGenerator generator, CollectedReports collected, String name)
      throws IOException {
    generator.writeArrayPropertyStart(name);
    for (SarifFile file : collected.sarif()) {
      new SarifCopier(file.file(), generator).copy(name);
    }
    generator.writeEndArray();
  }
}

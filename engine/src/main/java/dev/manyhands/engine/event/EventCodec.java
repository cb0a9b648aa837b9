package dev.manyhands.engine.event;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Event;
import dev.manyhands.engine.json.JsonObject;
import dev.manyhands.engine.json.JsonText;
import java.time.DateTimeException;

/**
 * Writes events as JSON and reads them again. Fields that this version does not know are passed
 * over, so that an older one can read what a newer one wrote.
 */
public final class EventCodec {

  /** Returns the event as one line of JSON; its name is the field {@code type}. */
  public String write(Event event) {
    return JsonText.of(json -> EventWriter.write(event, json));
  }

  /**
   * Returns the event that was written.
   *
   * @throws ManyhandsException if this is none, or one of a newer version
   */
  public Event read(String json) {
    try {
      return EventReader.read(JsonObject.parse(json));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ManyhandsException.external(
          "the log holds an event that this version cannot read: " + json,
          "use the version of Manyhands that wrote it, or a newer one",
          e);
    }
  }
}

package dev.manyhands.engine.event;

import dev.manyhands.core.run.Event;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of events, found through the sealed family itself. */
final class EventTypes {
  private EventTypes() {}

  static List<Class<?>> all() {
    return leaves(Event.class).toList();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EventTypes::leaves).distinct()
        : Stream.of(type);
  }
}

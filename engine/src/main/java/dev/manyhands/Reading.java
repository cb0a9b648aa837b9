package dev.manyhands;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a task's result becomes a value. */
@FunctionalInterface
interface Reading<T extends @Nullable Object> {
  /** The last message of whoever did the task. */
  Reading<String> MESSAGE = (_, message) -> message;

  /** Returns the value of the structured result, or of the last message. */
  T read(Optional<String> json, String message);

  /** Returns the value of the structured result. */
  static <T extends @Nullable Object> Reading<T> of(ResultFormat<T> format) {
    return (json, _) -> format.read(json.orElse("null"));
  }
}

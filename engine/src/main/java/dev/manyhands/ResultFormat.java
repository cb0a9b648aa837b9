package dev.manyhands;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * How results of a type are kept: as JSON, so that they outlive the process that made them.
 *
 * @param <T> the type
 */
public interface ResultFormat<T extends @Nullable Object> {

  /**
   * Returns a result as JSON text.
   *
   * @throws RuntimeException if it cannot be written; the attempt has failed then
   */
  String write(T result);

  /**
   * Returns a result that was kept.
   *
   * @throws RuntimeException if the text is of another shape
   */
  T read(String json);

  /** Returns the format in which Jackson keeps a class, such as a record. */
  static <T extends @Nullable Object> ResultFormat<T> json(Class<T> type) {
    return json(type, JsonMapper.shared());
  }

  /** Returns the format in which this mapper keeps a class. */
  static <T extends @Nullable Object> ResultFormat<T> json(Class<T> type, ObjectMapper mapper) {
    return new JsonFormat<>(mapper.constructType(type), mapper);
  }

  /** Returns the format in which Jackson keeps a generic type, such as a list of records. */
  static <T extends @Nullable Object> ResultFormat<T> json(TypeReference<T> type) {
    return new JsonFormat<>(JsonMapper.shared().constructType(type), JsonMapper.shared());
  }
}

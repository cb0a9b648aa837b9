package dev.manyhands;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;

/** Results as a mapper writes and reads them. */
record JsonFormat<T extends @Nullable Object>(JavaType type, ObjectMapper mapper)
    implements ResultFormat<T> {
  @Override
  public String write(T result) {
    return mapper.writerFor(type).writeValueAsString(result);
  }

  @Override
  public T read(String json) {
    return mapper.readValue(json, type);
  }
}

package dev.manyhands.testkit.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a tool says about which of its sessions a request belongs to. */
final class Sessions {
  private Sessions() {}

  /** Returns the values of all headers that name a session, or the empty string. */
  static String of(Incoming incoming) {
    StringBuilder session = new StringBuilder();
    for (Map.Entry<String, List<String>> header : incoming.headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.contains("session") || name.contains("conversation")) {
        session.append(header.getValue());
      }
    }
    session.append(Json.string(incoming.body(), "prompt_cache_key"));
    session.append(Json.string(incoming.body().path("metadata"), "user_id"));
    return session.toString();
  }
}

package dev.manyhands.app.mcp;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Words that an argument can be, in the order in which people are told of them. */
final class Words {
  private Words() {}

  static Set<String> of(String... words) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(words)));
  }
}

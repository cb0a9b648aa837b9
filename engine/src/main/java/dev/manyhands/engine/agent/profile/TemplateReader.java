package dev.manyhands.engine.agent.profile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the arguments of a command line. Each is a text, or a list of texts that stand together or
 * not at all, or a mapping {@code {when: SLOT, arguments: [...]}}.
 */
final class TemplateReader {
  private TemplateReader() {}

  static Template read(Keys keys, String key) {
    List<Template.Group> groups = new ArrayList<>();
    for (Object item : keys.items(key)) {
      switch (item) {
        case List<?> words -> groups.add(new Template.Group(Set.of(), keys.texts(key, words)));
        case Map<?, ?> group -> groups.add(conditional(keys.below(key, group)));
        default -> groups.add(always(keys.texts(key, List.of(item))));
      }
    }
    return new Template(groups);
  }

  /** A text alone stands always, and so does a place that always has a value. */
  private static Template.Group always(List<String> words) {
    return new Template.Group(Set.of(), words);
  }

  private static Template.Group conditional(Keys group) {
    Set<Slot> needs = EnumSet.of(group.word("when", Slot.class, ""));
    Template.Group read = new Template.Group(needs, group.list("arguments"));
    group.refuseUnknown();
    return read;
  }
}

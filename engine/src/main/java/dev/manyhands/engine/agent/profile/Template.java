package dev.manyhands.engine.agent.profile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of a command line, with places to fill in.
 *
 * @param groups in their order
 */
public record Template(List<Group> groups) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");

  public Template {
    groups = List.copyOf(groups);
  }

  /**
   * Words that stand together or not at all.
   *
   * @param needs what must have a value for them to stand; the places in the words are among them
   */
  public record Group(Set<Slot> needs, List<String> words) {
    public Group {
      Set<Slot> all = EnumSet.noneOf(Slot.class);
      all.addAll(needs);
      words.forEach(word -> all.addAll(places(word)));
      needs = Set.copyOf(all);
      words = List.copyOf(words);
    }
  }

  /** Says whether there is a place for something. */
  public boolean mentions(Slot slot) {
    return groups.stream().anyMatch(group -> group.needs().contains(slot));
  }

  /** Returns the arguments; groups of which something has no value are left out. */
  public List<String> fill(Map<Slot, String> values) {
    List<String> filled = new ArrayList<>();
    for (Group group : groups) {
      if (values.keySet().containsAll(group.needs())) {
        group.words().forEach(word -> filled.add(fill(word, values)));
      }
    }
    return List.copyOf(filled);
  }

  /** Returns a word with its places filled in. */
  static String fill(String word, Map<Slot, String> values) {
    return PLACE
        .matcher(word)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Slot.of(place.group(1))
                        .map(slot -> values.getOrDefault(slot, ""))
                        .orElse(place.group())));
  }

  /** Returns the places of a word. */
  static Set<Slot> places(String word) {
    Set<Slot> places = EnumSet.noneOf(Slot.class);
    Matcher place = PLACE.matcher(word);
    while (place.find()) {
      Slot.of(place.group(1)).ifPresent(places::add);
    }
    return places;
  }
}

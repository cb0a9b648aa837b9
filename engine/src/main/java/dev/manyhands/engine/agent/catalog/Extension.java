package dev.manyhands.engine.agent.catalog;

import dev.manyhands.engine.agent.profile.Profile;
import dev.manyhands.engine.agent.profile.Slot;
import dev.manyhands.engine.agent.profile.Template;
import dev.manyhands.engine.agent.profile.ToolEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a profile is with the particulars of another. */
final class Extension {
  private static final Set<String> ENDS_OF_OPTIONS = Set.of("--", "-");

  private Extension() {}

  /**
   * Returns the base with what the other gives: arguments and variables are added, all else is
   * taken in place.
   *
   * @param given the keys that the other has
   */
  static Profile of(Profile base, Profile own, Set<String> given) {
    return new Profile(
        own.name(),
        given.contains("description") ? own.description() : base.description(),
        given.contains("provider") ? own.provider() : base.provider(),
        given.contains("channel") || given.contains("dialect") ? own.channel() : base.channel(),
        given.contains("usage") || given.contains("channel") || given.contains("dialect")
            ? own.usage()
            : base.usage(),
        given.contains("program") ? own.program() : base.program(),
        arguments(base.arguments(), own.arguments()),
        environment(base.environment(), own.environment()),
        given.contains("version") ? own.version() : base.version(),
        given.contains("login") ? own.login() : base.login(),
        given.contains("install") ? own.install() : base.install(),
        given.contains("failures") ? own.failures() : base.failures());
  }

  /** Options stand in front of what is no option any more. */
  private static Template arguments(Template base, Template own) {
    List<Template.Group> groups = new ArrayList<>(base.groups());
    int place = 0;
    while (place < groups.size() && !endsOptions(groups.get(place))) {
      place++;
    }
    groups.addAll(place, own.groups());
    return new Template(groups);
  }

  private static boolean endsOptions(Template.Group group) {
    return group.words().stream().anyMatch(ENDS_OF_OPTIONS::contains)
        || (group.needs().contains(Slot.SESSION) && group.words().equals(List.of("{session}")))
        || group.words().equals(List.of("{prompt}"));
  }

  private static ToolEnvironment environment(ToolEnvironment base, ToolEnvironment own) {
    Map<String, String> set = new LinkedHashMap<>(base.set());
    set.putAll(own.set());
    Set<String> pass = new LinkedHashSet<>(base.pass());
    pass.addAll(own.pass());
    return new ToolEnvironment(set, List.copyOf(pass));
  }
}

package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.Permissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rules about tools and their targets: {@code shell}, {@code write(src/**)}, {@code Bash(npm
 * test*)}. In a rule a {@code *} stands for anything, also for slashes, since targets are command
 * lines as well as paths; letter case of the tool's name does not matter.
 */
public final class PermissionRules {
  private static final Pattern SHAPE =
      Pattern.compile("([^()\\s]+)(?:\\((.*)\\))?", Pattern.DOTALL);

  private final List<Rule> allow;
  private final List<Rule> deny;

  private PermissionRules(List<Rule> allow, List<Rule> deny) {
    this.allow = allow;
    this.deny = deny;
  }

  /** What the rules say. */
  public enum Judgement {
    ALLOWED,
    DENIED,
    /** No rule is about it. */
    OPEN
  }

  private record Rule(Pattern tool, Pattern target) {
    static Rule parse(String text) {
      Matcher matcher = SHAPE.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("no rule: " + text);
      }
      String target = matcher.group(2);
      return new Rule(
          glob(matcher.group(1), Pattern.CASE_INSENSITIVE), glob(target == null ? "*" : target, 0));
    }

    private static Pattern glob(String glob, int flags) {
      String regex =
          Pattern.compile("(\\*+)|(\\?)|([^*?]+)")
              .matcher(glob)
              .results()
              .map(
                  part ->
                      part.group(1) != null
                          ? ".*"
                          : part.group(2) != null ? "." : Pattern.quote(part.group(3)))
              .collect(Collectors.joining());
      return Pattern.compile(regex, flags | Pattern.DOTALL);
    }

    boolean covers(String name, String of) {
      return tool.matcher(name).matches() && target.matcher(of).matches();
    }
  }

  /** Says whether a text is a rule. */
  public static boolean isRule(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** Returns the rules of a plan, which have been checked. */
  public static PermissionRules of(Permissions permissions) {
    return new PermissionRules(
        permissions.allow().stream().map(Rule::parse).toList(),
        permissions.deny().stream().map(Rule::parse).toList());
  }

  /** Returns what the rules say of using a tool on a target; a denial goes before all. */
  public Judgement judge(String tool, String target) {
    if (deny.stream().anyMatch(rule -> rule.covers(tool, target))) {
      return Judgement.DENIED;
    }
    return allow.stream().anyMatch(rule -> rule.covers(tool, target))
        ? Judgement.ALLOWED
        : Judgement.OPEN;
  }
}

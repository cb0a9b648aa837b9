package dev.manyhands.core.plan;

import java.util.List;

/**
 * What a helper may do without asking, and what it may not. A rule is a tool's name, or {@code
 * name(target)}; both are globs, and {@code deny} goes before {@code allow}. What no rule covers is
 * allowed inside the workspace, and asked about elsewhere.
 */
public record Permissions(List<String> allow, List<String> deny) {
  /** No rules. */
  public static final Permissions NONE = new Permissions(List.of(), List.of());

  public Permissions {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }
}

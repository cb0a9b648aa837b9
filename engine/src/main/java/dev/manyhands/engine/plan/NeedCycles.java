package dev.manyhands.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Finds cycles of needs among names, which need not be a plan yet.
 *
 * <p>Works without recursion, so that a chain of ten thousand tasks does not exhaust the stack.
 */
final class NeedCycles {
  private NeedCycles() {}

  /**
   * Returns cycles that share no name, until no other is left.
   *
   * @param needs what each name needs; the order decides where a cycle is said to begin
   * @return lists in which each name needs the next and the last needs the first
   */
  static List<List<String>> find(SequencedMap<String, List<String>> needs) {
    List<List<String>> cycles = new ArrayList<>();
    SequencedSet<String> left = new LinkedHashSet<>(needs.keySet());
    removeFree(left, needs);
    while (!left.isEmpty()) {
      List<String> cycle = walk(left, needs);
      cycles.add(cycle);
      cycle.forEach(left::remove);
      removeFree(left, needs);
    }
    return cycles;
  }

  /** Removes what needs nothing that is left, again and again. */
  private static void removeFree(
      SequencedSet<String> left, SequencedMap<String, List<String>> needs) {
    Map<String, List<String>> neededBy = new HashMap<>();
    Map<String, Integer> open = new HashMap<>();
    Deque<String> free = new ArrayDeque<>();
    for (String name : left) {
      List<String> inside =
          needs.getOrDefault(name, List.of()).stream().filter(left::contains).toList();
      inside.forEach(need -> neededBy.computeIfAbsent(need, _ -> new ArrayList<>()).add(name));
      open.put(name, inside.size());
      if (inside.isEmpty()) {
        free.add(name);
      }
    }
    while (!free.isEmpty()) {
      String name = free.remove();
      left.remove(name);
      for (String waiting : neededBy.getOrDefault(name, List.of())) {
        if (open.merge(waiting, -1, Integer::sum) == 0) {
          free.add(waiting);
        }
      }
    }
  }

  /** Each name that is left needs another that is left, so a walk comes back to where it was. */
  private static List<String> walk(
      SequencedSet<String> left, SequencedMap<String, List<String>> needs) {
    SequencedSet<String> walk = new LinkedHashSet<>();
    Optional<String> at = Optional.of(left.getFirst());
    while (at.filter(walk::add).isPresent()) {
      at = needs.getOrDefault(at.get(), List.of()).stream().filter(left::contains).findFirst();
    }
    String again = at.orElseThrow();
    List<String> cycle =
        new ArrayList<>(walk.stream().dropWhile(name -> !name.equals(again)).toList());
    String first = needs.keySet().stream().filter(cycle::contains).findFirst().orElse(again);
    Collections.rotate(cycle, -cycle.indexOf(first));
    return List.copyOf(cycle);
  }
}

package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.GlobToken.DoubleStar;
import dev.manyhands.engine.plan.GlobToken.Folders;
import dev.manyhands.engine.plan.GlobToken.Literal;
import dev.manyhands.engine.plan.GlobToken.One;
import dev.manyhands.engine.plan.GlobToken.Star;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Matches paths against one glob, as a nondeterministic automaton: state {@code i} waits for step
 * {@code i}, and the state behind the last step accepts.
 */
final class GlobMatcher {
  /** What a state does with a character. */
  private sealed interface Step {
    /** Goes on if the character fits. */
    record Take(One one) implements Step {}

    /**
     * Stays while characters fit; can be left at any time.
     *
     * @param slashes whether {@code /} fits
     */
    record Loop(boolean slashes) implements Step {}

    /** Stays for any character; is left behind a {@code /}, and can be skipped when it begins. */
    record LoopFolders() implements Step {}
  }

  /** What every match begins with; most paths fail here. */
  private final String prefix;

  private final List<Step> steps;

  private GlobMatcher(String prefix, List<Step> steps) {
    this.prefix = prefix;
    this.steps = steps;
  }

  static GlobMatcher of(List<GlobToken> tokens) {
    StringBuilder prefix = new StringBuilder();
    List<Step> steps = new ArrayList<>();
    for (GlobToken token : tokens) {
      switch (token) {
        case Literal literal when steps.isEmpty() -> prefix.appendCodePoint(literal.codePoint());
        case One one -> steps.add(new Step.Take(one));
        case Star _ -> steps.add(new Step.Loop(false));
        case DoubleStar _ -> steps.add(new Step.Loop(true));
        case Folders _ -> steps.add(new Step.LoopFolders());
      }
    }
    return new GlobMatcher(prefix.toString(), List.copyOf(steps));
  }

  boolean matches(String path) {
    if (!path.startsWith(prefix)) {
      return false;
    }
    BitSet states = new BitSet(steps.size() + 1);
    enter(0, states);
    int i = prefix.length();
    while (i < path.length() && !states.isEmpty()) {
      int codePoint = path.codePointAt(i);
      i += Character.charCount(codePoint);
      states = after(states, codePoint);
    }
    return states.get(steps.size());
  }

  private BitSet after(BitSet states, int codePoint) {
    BitSet next = new BitSet(steps.size() + 1);
    for (int s = states.nextSetBit(0); s >= 0 && s < steps.size(); s = states.nextSetBit(s + 1)) {
      switch (steps.get(s)) {
        case Step.Take take -> {
          if (take.one().accepts(codePoint)) {
            enter(s + 1, next);
          }
        }
        case Step.Loop loop -> {
          if (loop.slashes() || codePoint != '/') {
            enter(s, next);
          }
        }
        case Step.LoopFolders _ -> {
          next.set(s);
          if (codePoint == '/') {
            enter(s + 1, next);
          }
        }
      }
    }
    return next;
  }

  /** Adds a state, and those that can be reached from it without a character. */
  private void enter(int state, BitSet states) {
    states.set(state);
    if (state < steps.size() && !(steps.get(state) instanceof Step.Take)) {
      enter(state + 1, states);
    }
  }
}

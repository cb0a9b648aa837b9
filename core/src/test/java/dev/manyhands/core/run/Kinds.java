package dev.manyhands.core.run;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of a sealed family, found through the type itself, so that none can be forgotten. */
final class Kinds {
  private Kinds() {}

  /** Returns the records below a sealed type, in the order in which they are declared. */
  static SequencedSet<Class<?>> of(Class<?> family) {
    return leaves(family).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Kinds::leaves)
        : Stream.of(type);
  }
}

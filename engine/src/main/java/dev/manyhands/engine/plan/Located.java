package dev.manyhands.engine.plan;

import java.util.function.Function;

/**
 * A value of a plan file, and where it stands.
 *
 * @param <T> the kind of value
 */
record Located<T>(Position at, T value) {
  <R> Located<R> map(Function<? super T, ? extends R> change) {
    return new Located<>(at, change.apply(value));
  }
}

/** Keeps runs and their events in SQLite. */
@NullMarked
package dev.manyhands.engine.store;

import org.jspecify.annotations.NullMarked;

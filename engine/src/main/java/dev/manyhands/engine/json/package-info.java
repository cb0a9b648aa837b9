/**
 * Reads and writes small JSON texts without data binding, which takes longer to get ready than a
 * short command takes to run.
 */
@NullMarked
package dev.manyhands.engine.json;

import org.jspecify.annotations.NullMarked;

/** The kinds of helpers that come with Manyhands. */
@NullMarked
package dev.manyhands.engine.agent;

import org.jspecify.annotations.NullMarked;

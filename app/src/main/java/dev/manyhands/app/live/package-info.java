/**
 * The live display of a run on a terminal: a model that is fed with events, pictures of it as pure
 * functions, and the thread that brings them to the screen.
 */
@NullMarked
package dev.manyhands.app.live;

import org.jspecify.annotations.NullMarked;

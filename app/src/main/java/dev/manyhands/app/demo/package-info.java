/**
 * What {@code manyhands demo} needs around the run itself: a library to work on, a plan, and a
 * judgement of what became of it.
 */
@NullMarked
package dev.manyhands.app.demo;

import org.jspecify.annotations.NullMarked;

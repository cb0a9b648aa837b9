/**
 * The policy of a run as pure functions: which events follow from a command, which state from an
 * event, and which effects should be in flight in a state. No clock, no threads, no I/O.
 */
@NullMarked
package dev.manyhands.core.run;

import org.jspecify.annotations.NullMarked;

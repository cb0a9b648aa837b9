/**
 * A simulator of runs: the production run loop, effect reconciler and decider under virtual time,
 * in random worlds in which helpers fail and hang, changes conflict, outcomes come late and twice,
 * engines crash and users cancel. After every step it checks what must always hold.
 *
 * <p>{@link dev.manyhands.testkit.simulator.Simulator} is where to begin. Whoever changes the
 * policy of a run, or writes another, gives it a {@link dev.manyhands.core.run.Decider} and a few
 * thousand seeds.
 */
@NullMarked
package dev.manyhands.testkit.simulator;

import org.jspecify.annotations.NullMarked;

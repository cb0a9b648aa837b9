/**
 * Manyhands for Java programs: background subagents in this very process, without a daemon.
 *
 * <p>{@link dev.manyhands.Manyhands#open} opens a repository, {@link
 * dev.manyhands.Manyhands#start(String)} a run; {@link dev.manyhands.Run#spawn} hands over tasks
 * and returns at once; {@link dev.manyhands.Run#combine} makes one commit of what they changed.
 * Whoever does a task is an agent, a program, or a Java function: a {@link dev.manyhands.Subagent}.
 *
 * <p>What cannot be done is a {@link dev.manyhands.core.ManyhandsException}; a task that does not
 * end well is none, but a {@link dev.manyhands.TaskEnd}. Arguments that no call could take, such as
 * an empty prompt, are an {@link IllegalArgumentException}.
 */
@NullMarked
package dev.manyhands;

import org.jspecify.annotations.NullMarked;

package dev.manyhands.engine;

import dev.manyhands.core.run.CommitId;

/**
 * A result that is part of the branch that is checked out.
 *
 * @param branch the branch's name, or {@code HEAD} when none is checked out
 * @param before whether it was part of it already
 * @param combined whether the branch had moved on, so that the result was merged with commits that
 *     no check has seen together with it
 */
public record Landed(String branch, CommitId commit, boolean before, boolean combined) {}

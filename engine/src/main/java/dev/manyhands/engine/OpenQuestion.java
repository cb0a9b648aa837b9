package dev.manyhands.engine;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Question;

/** Something that a subagent waits to be told. */
public record OpenQuestion(AttemptId attempt, Question question) {}

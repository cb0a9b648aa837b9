package dev.manyhands.engine;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.QuestionName;

/** Something that a subagent waits to be told. */
public record OpenQuestion(AttemptId attempt, Question question) {
  /** Returns the full name, which says in its task which question this is. */
  public QuestionName name() {
    return new QuestionName(attempt.number(), question.number());
  }
}

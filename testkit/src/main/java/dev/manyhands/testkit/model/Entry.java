package dev.manyhands.testkit.model;

/** A message of a conversation, as far as the turn depends on it. */
sealed interface Entry {

  /** Something said to the model. */
  record Said(String text) implements Entry {}

  /** Something that the model answered, or a piece of it. */
  record Answered() implements Entry {}

  /** What a tool returned to the model. */
  record Returned() implements Entry {}
}

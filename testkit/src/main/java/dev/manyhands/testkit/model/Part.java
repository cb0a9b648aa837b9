package dev.manyhands.testkit.model;

/** A piece of what the model answers in one turn. */
public sealed interface Part {

  /** The model says something. */
  record Text(String text) implements Part {}

  /** The model asks the tool to do something. */
  record Act(Action action) implements Part {}
}

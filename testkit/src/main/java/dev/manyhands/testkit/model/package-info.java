/**
 * A model server that follows a script, so that real coding tools and model clients can be tested
 * without a model: it speaks Anthropic Messages, OpenAI Chat Completions and Responses, and Gemini.
 *
 * <p>{@link dev.manyhands.testkit.model.ScriptedModel} starts it in this process, {@link
 * dev.manyhands.testkit.model.ScriptedModelServer} in another. A {@link
 * dev.manyhands.testkit.model.Script} says, turn by turn, what the model says and does, and how it
 * fails. The server keeps no conversation: whoever asks sends all of it, so the turn follows from
 * the request.
 */
@NullMarked
package dev.manyhands.testkit.model;

import org.jspecify.annotations.NullMarked;

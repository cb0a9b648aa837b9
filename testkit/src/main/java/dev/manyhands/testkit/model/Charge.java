package dev.manyhands.testkit.model;

import java.util.Optional;

/**
 * Tokens of an answer that was sent whole: what a provider would put on its bill.
 *
 * @param script the script that it was a part of; none for what tools ask beside the conversation
 */
public record Charge(Optional<String> script, Usage usage) {}

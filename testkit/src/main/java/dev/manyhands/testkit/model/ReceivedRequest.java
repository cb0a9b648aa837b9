package dev.manyhands.testkit.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * A request that the server has got.
 *
 * @param headers without secrets
 * @param body a missing node when there was none
 * @param script the script that answered; none for what is no part of a conversation
 * @param turn the index of its turn, from 0
 * @param outcome what was done: {@code answered}, {@code failed} and how, {@code aside} for what
 *     tools ask beside the conversation, {@code other}
 */
public record ReceivedRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    JsonNode body,
    Optional<String> script,
    OptionalInt turn,
    String outcome) {}

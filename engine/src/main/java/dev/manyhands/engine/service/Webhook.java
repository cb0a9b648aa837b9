package dev.manyhands.engine.service;

import dev.manyhands.core.run.RunId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who is sent events.
 *
 * @param url of http or https
 * @param secret signs what is sent; never shown
 * @param home where everything about the repository is kept: tells repositories apart
 * @param directory a folder in the repository
 * @param run of which events are sent; empty for every run of the repository that begins later
 */
public record Webhook(
    String id,
    URI url,
    String secret,
    Path home,
    Path directory,
    Optional<RunId> run,
    Instant createdAt) {

  /** Shows everything but the secret. */
  @Override
  public String toString() {
    return "webhook %s to %s".formatted(id, url);
  }
}

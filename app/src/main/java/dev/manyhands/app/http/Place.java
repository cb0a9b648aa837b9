package dev.manyhands.app.http;

import dev.manyhands.engine.EmbeddedOrchestrator;
import java.nio.file.Path;

/**
 * A folder from which somebody asks.
 *
 * @param directory the folder, somewhere in a checkout
 * @param engine carries the runs of the repository
 * @param here knows the checkout around the folder; another than the engine's when the repository
 *     has more than one
 */
record Place(Path directory, EmbeddedOrchestrator engine, EmbeddedOrchestrator here) {}

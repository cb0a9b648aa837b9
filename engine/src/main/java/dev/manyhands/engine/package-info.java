/**
 * The application: starts runs, carries them, and answers what became of them. Drivers see {@link
 * dev.manyhands.engine.Orchestrator} and nothing below it.
 */
@NullMarked
package dev.manyhands.engine;

import org.jspecify.annotations.NullMarked;

/** The commands: parse, call the orchestrator, render. */
@NullMarked
package dev.manyhands.app.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The Model Context Protocol: main agents start subagents, hear of their end, and have their work
 * combined.
 */
@NullMarked
package dev.manyhands.app.mcp;

import org.jspecify.annotations.NullMarked;

/** Functions of the program that embeds the engine, as helpers. */
@NullMarked
package dev.manyhands.engine.agent.function;

import org.jspecify.annotations.NullMarked;

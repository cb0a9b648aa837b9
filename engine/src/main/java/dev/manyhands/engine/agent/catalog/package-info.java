/** Finds the agents that plans can name, and says what can be known of each before it works. */
@NullMarked
package dev.manyhands.engine.agent.catalog;

import org.jspecify.annotations.NullMarked;

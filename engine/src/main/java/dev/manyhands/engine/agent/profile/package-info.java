/** What Manyhands knows of a tool: data, from its command line to how its errors look. */
@NullMarked
package dev.manyhands.engine.agent.profile;

import org.jspecify.annotations.NullMarked;

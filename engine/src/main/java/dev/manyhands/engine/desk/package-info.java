/** The way on which programs of a subagent reach those outside: a socket that is theirs alone. */
@NullMarked
package dev.manyhands.engine.desk;

import org.jspecify.annotations.NullMarked;

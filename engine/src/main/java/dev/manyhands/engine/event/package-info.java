/** How events are written down. */
@NullMarked
package dev.manyhands.engine.event;

import org.jspecify.annotations.NullMarked;

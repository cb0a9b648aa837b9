/** What carrying out a run needs from outside; adapters implement it and do not know each other. */
@NullMarked
package dev.manyhands.engine.port;

import org.jspecify.annotations.NullMarked;

/** What every part of Manyhands shares: its one exception. */
@NullMarked
package dev.manyhands.core;

import org.jspecify.annotations.NullMarked;

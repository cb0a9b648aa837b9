/** Measurements, each beside a floor and a peer in the same run; one line of JSON a figure. */
@NullMarked
package dev.manyhands.bench;

import org.jspecify.annotations.NullMarked;

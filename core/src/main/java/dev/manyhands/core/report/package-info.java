/** The result of a run as data, derived from its plan and its events. */
@NullMarked
package dev.manyhands.core.report;

import org.jspecify.annotations.NullMarked;

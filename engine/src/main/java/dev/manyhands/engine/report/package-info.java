/** Writes the result of a run: for programs as JSON, for people as Markdown and as a page. */
@NullMarked
package dev.manyhands.engine.report;

import org.jspecify.annotations.NullMarked;

/**
 * How plans are written down: the plan file and its schema, the globs in it, and the form in which
 * a run's plan is stored.
 */
@NullMarked
package dev.manyhands.engine.plan;

import org.jspecify.annotations.NullMarked;

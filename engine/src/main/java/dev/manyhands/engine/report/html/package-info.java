/** The report as one self-contained page: no request leaves it, and nothing from outside runs. */
@NullMarked
package dev.manyhands.engine.report.html;

import org.jspecify.annotations.NullMarked;

/** What a background engine remembers besides its runs. */
@NullMarked
package dev.manyhands.engine.service;

import org.jspecify.annotations.NullMarked;

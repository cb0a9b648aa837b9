/** Tells main agents of Manyhands, in their own configuration, and takes that back. */
@NullMarked
package dev.manyhands.app.install;

import org.jspecify.annotations.NullMarked;

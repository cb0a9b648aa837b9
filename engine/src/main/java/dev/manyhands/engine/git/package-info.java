/** Works on git repositories through the git command, without touching the user's checkout. */
@NullMarked
package dev.manyhands.engine.git;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.manyhands.app;

import org.jspecify.annotations.NullMarked;

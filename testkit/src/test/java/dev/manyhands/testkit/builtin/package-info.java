@NullMarked
package dev.manyhands.testkit.builtin;

import org.jspecify.annotations.NullMarked;

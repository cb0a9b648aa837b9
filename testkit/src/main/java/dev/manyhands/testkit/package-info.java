@NullMarked
package dev.manyhands.testkit;

import org.jspecify.annotations.NullMarked;

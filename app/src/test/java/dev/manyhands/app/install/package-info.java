@NullMarked
package dev.manyhands.app.install;

import org.jspecify.annotations.NullMarked;

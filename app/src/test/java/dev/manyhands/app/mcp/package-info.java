@NullMarked
package dev.manyhands.app.mcp;

import org.jspecify.annotations.NullMarked;

/** The background engine: its HTTP API, how it is found and started, and how it is asked. */
@NullMarked
package dev.manyhands.app.http;

import org.jspecify.annotations.NullMarked;

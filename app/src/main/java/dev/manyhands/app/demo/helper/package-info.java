/**
 * The helpers of the demo and their checks: programs of their own that know nothing of Manyhands.
 * The demo packs this package into a jar, so it uses the JDK alone.
 */
@NullMarked
package dev.manyhands.app.demo.helper;

import org.jspecify.annotations.NullMarked;

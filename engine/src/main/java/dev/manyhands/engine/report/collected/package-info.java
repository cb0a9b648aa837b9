/**
 * Merges the test reports that were collected from attempts and combined trees: JUnit XML into one
 * file, SARIF into one, each test case and finding kept and naming the task that produced it. What
 * is read here was written by helpers: nothing in it is trusted, and no file is held in memory.
 */
@NullMarked
package dev.manyhands.engine.report.collected;

import org.jspecify.annotations.NullMarked;

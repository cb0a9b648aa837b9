/**
 * Contract suites of the engine's ports: JUnit tests that every adapter must pass.
 *
 * <p>Whoever writes an adapter extends the suite of its port in the tests of their own project,
 * says how the adapter is made, and runs it like any other test class:
 *
 * <pre>{@code
 * class MyAgentTest extends AgentRunnerContract {
 *   @Override
 *   protected AgentRunner agent() {
 *     return new MyAgent();
 *   }
 *
 *   @Override
 *   protected Optional<Work> work(Behaviour behaviour) {
 *     return Optional.of(new Work.Prompt(SCRIPTS.get(behaviour)));
 *   }
 * }
 * }</pre>
 *
 * <p>The suites need JUnit Jupiter and AssertJ, and nothing else.
 */
@NullMarked
package dev.manyhands.testkit.contract;

import org.jspecify.annotations.NullMarked;

package dev.manyhands.engine.run;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunId;
import java.time.Instant;

/**
 * What is fixed when a run is submitted.
 *
 * @param base the commit that the plan's base named then
 */
public record RunRecord(RunId id, Plan plan, Head base, Instant createdAt) {}

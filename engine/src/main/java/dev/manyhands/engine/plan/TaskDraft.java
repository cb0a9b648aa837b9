package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.TaskSpec;
import java.util.List;
import java.util.Optional;

/**
 * A task of a plan file as far as it could be read.
 *
 * @param at where the task begins
 * @param id the id as written, if there is one; perhaps without the shape of one
 * @param needs the needs as written, each once; perhaps ids that no task has
 * @param spec the task; empty when a problem has been added
 */
record TaskDraft(
    Position at,
    Optional<Located<String>> id,
    List<Located<String>> needs,
    Optional<TaskSpec> spec) {}

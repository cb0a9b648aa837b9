package dev.manyhands.app.cli;

import dev.manyhands.engine.plan.PlanSchema;

/** {@code manyhands schema}. */
final class SchemaCommand extends Command {
  SchemaCommand(Console console) {
    super(console, "schema", "Print the JSON Schema of plan files.");
    explain(
        "Editors that know it complete and check plans as they are written. In VS Code, IntelliJ"
            + " and others that use the YAML language server, save it and begin the plan with the"
            + " line: # yaml-language-server: $schema=plan.schema.json");
    examples("manyhands schema > plan.schema.json");
  }

  @Override
  int run() {
    console.result(PlanSchema.text().stripTrailing());
    return ExitCode.OK;
  }
}

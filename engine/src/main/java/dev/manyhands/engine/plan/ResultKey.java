package dev.manyhands.engine.plan;

import java.util.Optional;

/** Reads {@code result}: what a helper is to deliver. */
final class ResultKey {
  private static final String EXAMPLE = "{schema: {type: object}}";

  private ResultKey() {}

  /** Returns the JSON Schema of the result as JSON text; nothing where there is no such key. */
  static Optional<String> schema(Section section, Problems problems) {
    Section result = section.section("result", EXAMPLE);
    Optional<YamlNode> schema = result.find("schema");
    if (section.isMapping("result") && !result.has("schema")) {
      problems.add(section.at("result"), "'result' has no schema; write result: " + EXAMPLE);
    }
    result.refuseUnknown();
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    if (!(schema.get() instanceof YamlNode.Mapping mapping)) {
      return Scalars.wrong(
          "'schema'", schema.get(), "write a JSON Schema such as {type: object}", problems);
    }
    return new SchemaCheck(problems).accept(mapping);
  }
}

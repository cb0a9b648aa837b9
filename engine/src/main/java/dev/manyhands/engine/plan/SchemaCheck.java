package dev.manyhands.engine.plan;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.FileNotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Says whether a part of a plan file is a JSON Schema that results can be judged by. */
record SchemaCheck(Problems problems) {
  private static final int MOST_CHARACTERS = 64 * 1024;
  private static final int LONGEST_MESSAGE = 200;

  /** Keeps the drafts, which take longer to read than most schemas. */
  private static final SchemaRegistry DRAFTS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Returns the schema as JSON text, or nothing after adding problems. */
  Optional<String> accept(YamlNode.Mapping node) {
    JsonNode json = YamlJson.of(node);
    String text = json.toString();
    if (text.length() > MOST_CHARACTERS) {
      problems.add(node.at(), "this schema is larger than 64 KiB; shorten it");
      return Optional.empty();
    }
    Optional<SpecificationVersion> version = version(node, json);
    if (version.isEmpty()) {
      return Optional.empty();
    }
    List<Error> errors =
        DRAFTS
            .getSchema(SchemaLocation.of(version.get().getDialectId()))
            .validate(text, InputFormat.JSON);
    tell(node, errors);
    return errors.isEmpty() && canJudge(node, text) ? Optional.of(text) : Optional.empty();
  }

  private Optional<SpecificationVersion> version(YamlNode.Mapping node, JsonNode json) {
    JsonNode named = json.path("$schema");
    if (named.isMissingNode()) {
      return Optional.of(SpecificationVersion.DRAFT_2020_12);
    }
    Optional<SpecificationVersion> version =
        named.isString()
            ? SpecificationVersion.fromDialectId(named.stringValue())
            : Optional.empty();
    if (version.isEmpty()) {
      problems.add(
          YamlJson.at(node, List.of("$schema")).at(),
          "this draft of JSON Schema is not known here; write '%s', or remove the key"
              .formatted(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    }
    return version;
  }

  /** Tells one problem a place: the others say the same in other words. */
  private void tell(YamlNode.Mapping node, List<Error> errors) {
    Set<List<String>> told = new HashSet<>();
    for (Error error : errors) {
      List<String> path = steps(error.getInstanceLocation());
      if (told.add(path)) {
        problems.add(
            YamlJson.at(node, path).at(),
            "this is no JSON Schema: %s%s"
                .formatted(
                    path.isEmpty() ? "" : path.getLast() + ": ",
                    brief(Objects.requireNonNullElse(error.getMessage(), error.getKeyword()))));
      }
    }
  }

  /** Returns a message of the library on one line, without the names of its classes. */
  private static String brief(String message) {
    String line = message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
    String words = line.replaceFirst("^(\\w+\\.)+\\w*(Exception|Error): ", "");
    return words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) + "…" : words;
  }

  private static List<String> steps(NodePath path) {
    return IntStream.range(0, path.getNameCount())
        .mapToObj(i -> String.valueOf(path.getElement(i)))
        .toList();
  }

  private static String why(SchemaException e) {
    String message = String.valueOf(e.getMessage());
    // Nothing is fetched.
    return message.contains(FileNotFoundException.class.getName())
        ? "it refers to what is not in it: " + brief(message)
        : brief(message);
  }

  /** Tries it: then references are resolved, and patterns compiled. */
  private boolean canJudge(YamlNode.Mapping node, String text) {
    try {
      // A registry of its own: it remembers what has an id.
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(text, InputFormat.JSON);
      schema.initializeValidators();
      schema.validate("{}", InputFormat.JSON);
      return true;
    } catch (SchemaException e) {
      problems.add(node.at(), "this schema cannot be used: " + why(e));
    } catch (StackOverflowError e) {
      problems.add(node.at(), "this schema cannot be used: it refers to itself without end");
    }
    return false;
  }
}

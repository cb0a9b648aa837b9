package dev.manyhands.engine.plan;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says in the words of people who write plans what the YAML library says in the words of people who
 * write parsers.
 *
 * @param offset where, in code points
 */
record YamlSyntax(int offset, String message) {

  static YamlSyntax of(MarkedYamlEngineException error) {
    String problem = String.valueOf(error.getProblem());
    String context = String.valueOf(error.getContext());
    int here = offset(error.getProblemMark()).or(() -> offset(error.getContextMark())).orElse(0);
    int begin = offset(error.getContextMark()).orElse(here);
    if (problem.contains("\\t(TAB)")) {
      return new YamlSyntax(here, "a tab stands where YAML wants spaces; indent with spaces");
    }
    if (context.equals("while scanning an alias")) {
      return new YamlSyntax(
          begin, "a text that begins with '*' needs quotes; write \"**/*.java\", for example");
    }
    if (context.equals("while scanning an anchor")) {
      return new YamlSyntax(begin, "a text that begins with '&' needs quotes");
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return new YamlSyntax(
          here, "a ':' does not fit here; put a text that contains ': ' in quotes, and align keys");
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return new YamlSyntax(here, "a list cannot begin here; begin each '- item' on its own line");
    }
    if (problem.contains("that cannot start any token")) {
      return new YamlSyntax(here, "a text cannot begin with this character; put it in quotes");
    }
    if (context.equals("while scanning a quoted scalar")) {
      return new YamlSyntax(begin, "this quoted text does not end; close the quotation mark");
    }
    if (problem.startsWith("found unknown escape character")) {
      return new YamlSyntax(
          here, "there is no such escape; write \\\\ for a backslash, or use single quotes");
    }
    if (problem.startsWith("expected escape sequence")) {
      return new YamlSyntax(
          here, "an escape lacks digits; write \\x and 2, \\u and 4 or \\U and 8 of them");
    }
    if (problem.startsWith("expected ',' or")) {
      char close = problem.charAt("expected ',' or '".length());
      return new YamlSyntax(here, "a ',' or the closing '%s' is missing here".formatted(close));
    }
    if (problem.startsWith("expected <block end>")) {
      return new YamlSyntax(here, "this does not line up with what stands above; align the lines");
    }
    if (problem.startsWith("expected the node content")) {
      return new YamlSyntax(here, "a value is missing here; write one, or remove what leads to it");
    }
    if (problem.startsWith("expected '<document start>'")) {
      return new YamlSyntax(here, "text stands after the end of the plan; remove it");
    }
    return new YamlSyntax(here, "this is not YAML: " + problem.strip().replaceAll("\\s+", " "));
  }

  private static Optional<Integer> offset(Optional<Mark> mark) {
    return mark.map(Mark::getIndex);
  }
}

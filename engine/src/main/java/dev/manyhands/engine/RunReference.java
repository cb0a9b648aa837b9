package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.run.RunEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the run that somebody means. */
final class RunReference {
  private static final String LATEST = "latest";

  private RunReference() {}

  /**
   * Finds it.
   *
   * @param runs the newest first
   */
  static RunId find(String reference, List<RunEntry> runs, Path repository) {
    if (runs.isEmpty()) {
      throw ManyhandsException.usage(
          "%s has no run yet".formatted(repository), "start one with 'manyhands run PLAN'");
    }
    if (reference.equals(LATEST)) {
      return runs.getFirst().id();
    }
    List<RunId> matching =
        runs.stream().map(RunEntry::id).filter(id -> id.value().startsWith(reference)).toList();
    if (matching.stream().anyMatch(id -> id.value().equals(reference))) {
      return new RunId(reference);
    }
    return switch (matching.size()) {
      case 1 -> matching.getFirst();
      case 0 ->
          throw ManyhandsException.usage(
              "no run is called '%s', and none begins so".formatted(reference),
              "'manyhands list' shows the runs that there are");
      default ->
          throw ManyhandsException.usage(
              "several runs begin with '%s': %s"
                  .formatted(
                      reference,
                      matching.stream().map(RunId::value).collect(Collectors.joining(", "))),
              "write more of the id");
    };
  }
}

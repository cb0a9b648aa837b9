package dev.manyhands.engine.report.collected;

import dev.manyhands.core.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The test reports that were collected from a run.
 *
 * <p>The merged files hold everything that is valid. The totals hold what a person would count: for
 * each task the latest attempt that left valid JUnit XML; only when no task left any, the latest
 * combined check that did. So a test that failed in one attempt and passed in the next counts once,
 * and the tests of a task are not counted again on the combined tree.
 *
 * @param junit valid JUnit XML files: those of tasks by id, attempt and path, then of checks
 * @param sarif valid SARIF files, in the same order
 * @param problems what was collected and is neither, or could not be read
 */
public record CollectedReports(
    List<JUnitFile> junit, List<SarifFile> sarif, List<Problem> problems) {
  /** Nothing was collected. */
  public static final CollectedReports NONE = new CollectedReports(List.of(), List.of(), List.of());

  /** The largest file that is read, in bytes. */
  public static final long LARGEST_FILE = 1L << 30;

  /** The most files that are read. */
  public static final int MOST_FILES = 100_000;

  public CollectedReports {
    junit = List.copyOf(junit);
    sarif = List.copyOf(sarif);
    problems = List.copyOf(problems);
  }

  /**
   * Reads what is below a folder, each file once from end to end and none of them into memory.
   *
   * @param folder holds {@code <task>/<attempt>/<path>} and {@code _combined/<check>/<path>}
   * @throws IOException when the folder itself cannot be read
   */
  public static CollectedReports in(Path folder) throws IOException {
    Folder found = Folder.of(folder);
    List<JUnitFile> junit = new ArrayList<>();
    List<SarifFile> sarif = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(found.problems());
    List<CollectedFile> files = found.files();
    if (files.size() > MOST_FILES) {
      int left = files.size() - MOST_FILES;
      problems.add(new Problem("The last " + left, "of the collected files are too many"));
      files = files.subList(0, MOST_FILES);
    }
    for (CollectedFile file : files) {
      try {
        read(file, junit, sarif);
      } catch (InvalidFileException e) {
        problems.add(Problem.of(file, String.valueOf(e.getMessage())));
      } catch (IOException e) {
        problems.add(Problem.of(file, "cannot be read: " + e));
      }
    }
    return new CollectedReports(junit, sarif, problems);
  }

  private static void read(CollectedFile file, List<JUnitFile> junit, List<SarifFile> sarif)
      throws IOException, InvalidFileException {
    if (Files.size(file.path()) > LARGEST_FILE) {
      throw new InvalidFileException(
          "is larger than " + Folder.mebibytes(LARGEST_FILE) + " and was left out");
    }
    switch (Sniffer.language(file)) {
      case XML -> junit.add(JUnitScan.scan(file));
      case JSON -> sarif.add(SarifScan.scan(file));
      case EMPTY -> throw new InvalidFileException("is empty");
      case OTHER -> throw new InvalidFileException("is neither JUnit XML nor SARIF");
    }
  }

  /** Returns the totals of what counts. */
  public Report.Tests tests() {
    Set<Origin> counted = counted();
    return junit.stream()
        .filter(file -> counted.contains(file.file().origin()))
        .map(JUnitFile::cases)
        .reduce(CaseCounts.NONE, CaseCounts::plus)
        .tests();
  }

  /** Returns the attempts, or the combined check, whose test cases the totals count. */
  public Set<Origin> counted() {
    Map<String, Origin> latest = new LinkedHashMap<>();
    for (JUnitFile file : junit) {
      Origin origin = file.file().origin();
      latest.merge(origin.owner(), origin, (a, b) -> a.number() > b.number() ? a : b);
    }
    if (latest.size() > 1) {
      latest.remove(Origin.COMBINED);
    }
    return new LinkedHashSet<>(latest.values());
  }

  /** Returns how many findings the SARIF files hold. */
  public long findings() {
    return sarif.stream().mapToLong(SarifFile::results).sum();
  }
}

package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Patches that git made from a history, applied by as many helpers in parallel. */
class RealPatchesIT {
  private static final int PATCHES = 32;

  @Test
  void theTreeIsThatOfApplyingThemOneAfterTheOther(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(80);
    Path binary = lab.repo.resolve("logo.bin");
    Files.write(binary, new byte[] {0, 1, 2, (byte) 0xff, 0});
    lab.commitAll("binary");
    String base = lab.git("rev-parse", "HEAD");
    for (int i = 1; i <= PATCHES; i++) {
      change(lab, i);
      lab.commitAll("change " + i);
    }
    String expected = lab.git("rev-parse", "HEAD^{tree}");
    Path patches = lab.root.resolve("patches");
    lab.git(
        "format-patch", "-q", "--binary", "--full-index", "-o", patches.toString(), base + "..");
    lab.git("reset", "-q", "--hard", base);

    StringBuilder plan = new StringBuilder("version: 1\nname: patches\nconcurrency: 6\ntasks:\n");
    List<Path> files;
    try (var found = Files.list(patches)) {
      files = found.sorted().toList();
    }
    assertThat(files).hasSize(PATCHES);
    for (int i = 0; i < files.size(); i++) {
      plan.append("  - {id: patch-%d, command: [git, apply, \"%s\"]}\n".formatted(i, files.get(i)));
    }
    plan.append("combine: {check: \"test -e src/f1.txt\", message: All patches}\n");

    Lab.Ended ended = lab.manyhands("run", lab.plan(plan.toString()), "--json");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    JsonNode report = ended.json();
    assertThat(report.get("result").get("tree").stringValue()).isEqualTo(expected);
    String commit = report.get("result").get("commit").stringValue();
    assertThat(lab.git("rev-parse", commit + "^{tree}")).isEqualTo(expected);
    assertThat(lab.git("rev-parse", commit + "^")).isEqualTo(base);
    assertThat(lab.git("log", "-1", "--format=%(trailers:key=Manyhands-Task,valueonly)", commit))
        .contains("patch-0")
        .contains("patch-31");
    // K tasks at concurrency W cost W checkouts, and one for the combined check.
    try (var slots = Files.list(workspaces(lab))) {
      assertThat(slots.count()).isLessThanOrEqualTo(7);
    }
  }

  private static Path workspaces(Lab lab) throws Exception {
    try (var repositories = Files.list(lab.home)) {
      return repositories.findFirst().orElseThrow().resolve("workspaces");
    }
  }

  /** Every kind of change that git knows, two files each, disjoint from all others. */
  private static void change(Lab lab, int i) throws Exception {
    Path one = lab.repo.resolve("src/f" + (2 * i) + ".txt");
    Path other = lab.repo.resolve("src/f" + (2 * i + 1) + ".txt");
    switch (i % 6) {
      case 0 -> Files.delete(one);
      case 1 -> {
        Path renamed = lab.repo.resolve("moved/ä file " + i + " 'quoted'.txt");
        Files.createDirectories(renamed.getParent());
        Files.move(one, renamed);
      }
      case 2 -> Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
      case 3 -> {
        Files.delete(one);
        Files.createSymbolicLink(one, Path.of("f1.txt"));
      }
      case 4 -> Files.write(lab.repo.resolve("new" + i + ".bin"), new byte[] {0, (byte) i, -1});
      default -> Files.writeString(one, "no line end at the end of file " + i);
    }
    Files.writeString(other, Files.readString(other).replace("line 5", "line five of " + i));
  }
}

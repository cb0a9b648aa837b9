package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories of every shape, and landing in them. */
@Tag("long")
class RepositoriesIT {
  private static final String PLAN =
      """
      version: 1
      tasks:
        - {id: one, command: "echo one >> src/f1.txt"}
        - {id: two, command: "echo two >> src/f2.txt"}
      combine: {check: "grep -q one src/f1.txt || grep -q two src/f2.txt"}
      """;

  @TempDir private Path folder;

  @Test
  void withoutCommits() throws Exception {
    Lab lab = new Lab(folder);
    lab.git("init", "-q");
    Lab.Ended ended = lab.manyhands("run", lab.plan(PLAN));
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.err()).contains("no commit yet").contains("hint:");
    assertThat(lab.manyhands("list", "--json").json().size()).isZero();
  }

  @Test
  void outsideOfAny() throws Exception {
    Lab lab = new Lab(folder);
    Lab.Ended ended = lab.manyhands("run", lab.plan(PLAN));
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("not in a git repository");
  }

  @Test
  void withADirtyCheckout() throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    lab.write("src/f3.txt", "dirty\n");
    lab.write("new.txt", "untracked\n");
    lab.git("stash", "push", "-q", "--include-untracked");
    lab.write("src/f3.txt", "dirty again\n");
    lab.write("new.txt", "untracked\n");
    lab.git("add", "new.txt");
    Map<String, String> before = lab.userState();

    Lab.Ended ended = lab.manyhands("run", lab.plan(PLAN));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("uncommitted changes");
    assertThat(lab.userState()).isEqualTo(before);
  }

  @Test
  void withADetachedHead() throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    lab.git("checkout", "-q", "--detach");
    assertThat(lab.manyhands("run", lab.plan(PLAN)).exitCode()).isZero();
    assertThat(lab.manyhands("land", "latest").exitCode()).isZero();
    assertThat(Files.readString(lab.repo.resolve("src/f1.txt"))).endsWith("one\n");
  }

  @Test
  void inALinkedWorktree() throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    Path linked = lab.root.resolve("linked");
    lab.git("worktree", "add", "-q", "-b", "side", linked.toString());
    Map<String, String> before = lab.userState();
    assertThat(lab.manyhands("run", lab.plan(PLAN), "--repo", linked.toString()).exitCode())
        .isZero();
    assertThat(lab.userState()).isEqualTo(before);
    assertThat(lab.manyhands("land", "latest", "--repo", linked.toString()).exitCode()).isZero();
    assertThat(Files.readString(linked.resolve("src/f2.txt"))).endsWith("two\n");
    assertThat(Files.readString(lab.repo.resolve("src/f2.txt"))).doesNotContain("two");
  }

  @Test
  void inABareClone() throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    Path bare = lab.root.resolve("bare.git");
    lab.git("clone", "-q", "--bare", lab.repo.toString(), bare.toString());
    Lab.Ended ended = lab.manyhands("run", lab.plan(PLAN), "--repo", bare.toString(), "--json");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    String branch = ended.json().get("result").get("branch").stringValue();
    assertThat(lab.git("-C", bare.toString(), "show", branch + ":src/f1.txt")).endsWith("one");
    Lab.Ended land = lab.manyhands("land", "latest", "--repo", bare.toString());
    assertThat(land.exitCode()).isEqualTo(4);
    assertThat(land.err()).contains("no checkout");
  }

  @Test
  void inAShallowClone() throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    lab.write("src/f3.txt", "second\n");
    lab.commitAll("second");
    Path shallow = lab.root.resolve("shallow");
    lab.git("clone", "-q", "--depth", "1", "file://" + lab.repo, shallow.toString());
    Lab.Ended ended = lab.manyhands("run", lab.plan(PLAN), "--repo", shallow.toString());
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(lab.manyhands("land", "latest", "--repo", shallow.toString()).exitCode()).isZero();
  }

  @Test
  void caseOnlyRenamesSurvive() throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    Lab.Ended ended =
        lab.manyhands(
            "run",
            lab.plan("version: 1\ntasks: [{id: rename, command: git mv src/f1.txt src/F1.txt}]"),
            "--json");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    String commit = ended.json().get("result").get("commit").stringValue();
    assertThat(lab.git("ls-tree", "--name-only", commit, "src/").lines())
        .containsExactly("src/F1.txt", "src/f2.txt", "src/f3.txt");
  }

  @Test
  void landingOverwritesNothing() throws Exception {
    Lab lab = new Lab(folder).withFiles(3);
    assertThat(lab.manyhands("run", lab.plan(PLAN)).exitCode()).isZero();
    lab.write("src/f1.txt", "precious\n");
    String head = lab.git("rev-parse", "HEAD");
    String status = lab.git("status", "--porcelain");

    Lab.Ended refused = lab.manyhands("land", "latest");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("src/f1.txt");
    assertThat(lab.git("rev-parse", "HEAD")).isEqualTo(head);
    assertThat(lab.git("status", "--porcelain")).isEqualTo(status);
    assertThat(Files.readString(lab.repo.resolve("src/f1.txt"))).isEqualTo("precious\n");

    lab.git("checkout", "-q", "src/f1.txt");
    lab.write("src/f3.txt", "moved on\n");
    lab.commitAll("moved on");
    Lab.Ended landed = lab.manyhands("land", "latest");
    assertThat(landed.exitCode()).as(landed.err()).isZero();
    assertThat(landed.err()).contains("has not been checked");
    assertThat(Files.readString(lab.repo.resolve("src/f1.txt"))).endsWith("one\n");
    assertThat(Files.readString(lab.repo.resolve("src/f3.txt"))).isEqualTo("moved on\n");
  }
}

package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.Landed;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LandingTest {
  @TempDir Path folder;
  private UserRepository user;
  private CommitId base;
  private CommitId result;

  @BeforeEach
  void publish() {
    user = UserRepository.create(folder.resolve("repository"));
    base = user.head();
    user.git("checkout", "--quiet", "-b", "manyhands/run-1");
    user.write("README", "Read me!\n").write("added", "added\n").sh("rm src/a.txt");
    result = user.commit("Result\n\nManyhands-Run: run-1");
    user.git("checkout", "--quiet", "main");
  }

  private Landed land() throws InterruptedException {
    return new Landing(user.open()).land(result);
  }

  /** Everything that must be the same when landing is refused. */
  private String state() {
    return user.sh(
        """
        git rev-parse HEAD; git symbolic-ref -q HEAD || true; git stash list; git ls-files -s
        git for-each-ref; find . -name .git -prune -o -type f -print0 | sort -z | xargs -0 sha1sum
        git status --porcelain --ignored
        """);
  }

  private void demandRefused(String... words) {
    String before = state();
    assertThatThrownBy(this::land)
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
              assertThat(e.hint()).isNotEmpty();
            })
        .hasMessageContainingAll(words);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void movesTheBranchForward() throws Exception {
    assertThat(land()).isEqualTo(new Landed("main", result, false, false));

    assertThat(user.head()).isEqualTo(result);
    assertThat(user.git("status", "--porcelain")).isEmpty();
    assertThat(user.root().resolve("added")).hasContent("added");
    assertThat(user.root().resolve("src/a.txt")).doesNotExist();
  }

  @Test
  void twiceIsOnce() throws Exception {
    land();
    user.write("more", "x\n").commit("More");
    CommitId head = user.head();

    assertThat(land()).isEqualTo(new Landed("main", result, true, false));

    assertThat(user.head()).isEqualTo(head);
  }

  @Test
  void changesThatAreNotConcernedStay() throws Exception {
    user.write("docs/guide.md", "dirty\n").write("untracked", "x\n").write("staged", "y\n");
    user.git("add", "staged");

    land();

    assertThat(user.git("status", "--porcelain"))
        .isEqualTo(" M docs/guide.md\nA  staged\n?? untracked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo dirty >> README",
        "echo dirty >> README; git add README",
        "echo dirty >> src/a.txt",
        "echo mine > added",
        "echo mine > added; git add added",
        "mkdir added; echo mine > added/mine",
        "echo added > .git/info/exclude; echo mine > added",
      })
  void whatWouldBeOverwrittenIsRefused(String script) {
    user.sh(script);

    demandRefused("landing would overwrite what is in the checkout");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "merge.autoStash true",
        "merge.ff no",
        "branch.main.mergeOptions --squash",
        "branch.main.mergeOptions --no-commit",
        "merge.verifySignatures true",
        "pull.rebase true",
      })
  void noConfigurationMakesItOverwriteAnything(String setting) throws Exception {
    user.git("config", setting.split(" ", 2)[0], setting.split(" ", 2)[1]);
    user.sh("echo dirty >> README");
    demandRefused("landing would overwrite");
    user.git("checkout", "--quiet", "README");

    assertThat(land()).isEqualTo(new Landed("main", result, false, false));

    assertThat(user.head()).isEqualTo(result);
    assertThat(user.git("status", "--porcelain")).isEmpty();
  }

  @Test
  void aBranchThatHasMovedOnKeepsItsCommits() throws Exception {
    user.write("own", "own\n");
    CommitId own = user.commit("Own");

    Landed landed = land();

    assertThat(landed.combined()).isTrue();
    assertThat(landed.before()).isFalse();
    assertThat(user.head()).isEqualTo(landed.commit());
    assertThat(user.git("log", "-1", "--format=%P %an %B")).startsWith(own + " Ada Result");
    assertThat(user.git("log", "-1", "--format=%B")).contains("Manyhands-Run: run-1");
    assertThat(user.paths(landed.commit())).contains("own", "added").doesNotContain("src/a.txt");
    assertThat(user.git("status", "--porcelain")).isEmpty();
  }

  @Test
  void twiceIsOnceOnABranchThatHadMovedOn() throws Exception {
    user.write("own", "own\n").commit("Own");
    CommitId landed = land().commit();

    assertThat(land().before()).isTrue();

    assertThat(user.head()).isEqualTo(landed);
  }

  @Test
  void aConflictWithTheBranchIsRefused() {
    user.write("README", "Read me?\n").commit("Own");

    demandRefused("the branch has moved on", "README");
  }

  @Test
  void aDetachedHeadMovesForward() throws Exception {
    user.git("checkout", "--quiet", "--detach");

    assertThat(land()).isEqualTo(new Landed("HEAD", result, false, false));

    assertThat(user.head()).isEqualTo(result);
    assertThat(user.git("rev-parse", "main")).isEqualTo(base.hex());
  }

  @Test
  void withoutACheckoutThereIsNowhereToLand() throws Exception {
    Path bare = folder.resolve("bare.git");
    user.git("clone", "--quiet", "--bare", ".", bare.toString());
    Landing landing = new Landing(user.other(bare).open());

    assertThatThrownBy(() -> landing.land(result))
        .isInstanceOf(ManyhandsException.class)
        .hasMessageContaining("has no checkout to land in");
  }

  @Test
  void landsInTheWorktreeThatItIsAskedIn() throws Exception {
    Path linked = folder.resolve("linked");
    user.git("worktree", "add", "--quiet", "-b", "other", linked.toString());

    Landed landed = new Landing(user.other(linked).open()).land(result);

    assertThat(landed.branch()).isEqualTo("other");
    assertThat(user.other(linked).head()).isEqualTo(result);
    assertThat(user.head()).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git merge -q --no-commit --no-ff side",
        "git merge -q other",
        "git cherry-pick other",
        "git revert --no-commit HEAD; git revert -q other",
        "git rebase -q other",
        "GIT_SEQUENCE_EDITOR='echo break >' git rebase -qi main~0",
        "git format-patch -q -1 --stdout other > ../p; git am -q ../p",
        "git bisect start -q"
      })
  void inTheMiddleOfSomethingElseIsRefused(String script) {
    user.sh(
        """
        git checkout -qb other; echo other > docs/guide.md; git commit -qam other
        git checkout -q main
        git checkout -qb side; echo side > side; git add .; git commit -qm side
        git checkout -q main; echo own > docs/guide.md; git commit -qam own
        """);
    user.sh("set +e; " + script + " >/dev/null 2>&1; exit 0");

    demandRefused("in the middle of");
  }
}

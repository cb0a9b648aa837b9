package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.Outcome;
import org.junit.jupiter.api.Test;

/** Whole pictures, as people see them. */
class FrameTest {

  private static TestPlan plan() {
    return new TestPlan()
        .task("core")
        .task("parser", "core")
        .task("docs")
        .task("lexer")
        .task("cli", "parser")
        .task("web-frontend")
        .task("api")
        .task("storage")
        .task("search")
        .task("mail")
        .task("bench", "api");
  }

  /** Some tasks merged, some rejected, some failed, some at work, some to come. */
  private static Stage busy(Look look) {
    Stage stage = Stage.of(plan(), look);
    stage.run.start("2 files are not committed; they are left out");
    stage.after(61).run.succeed("core");
    stage.after(5).run.succeed("docs");
    stage.run.fail("api", Outcome.FAILED, "exit code 1: Main.java:3: error: ';' expected");
    stage.after(5).run.pass();
    stage.after(5).run.red("exit code 1: 3 tests failed");
    stage.run.succeed("lexer");
    stage.run.succeed("web-frontend");
    stage.after(9);
    stage.says("storage", "[12/34] Compiling the storage engine, which takes a good while…");
    stage.says("search", "索引を再構築しています: 3,000 件");
    stage.says("api", 2, "reading src/Main.java");
    return stage;
  }

  @Test
  void notStartedYet() {
    assertThat(Stage.of(plan()).picture(80, 8))
        .isEqualTo(
            """
            Migrate to JUnit 6  migrate-to-junit-6-k3f9x  not started yet  4 at a time  0:00
            ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0/11  0%
            · 11 waiting




            Ctrl-C ends the helpers and keeps their work
            """);
  }

  @Test
  void busyAt80x24() {
    assertThat(busy(Stage.PLAIN).picture(80, 24))
        .isEqualTo(
            """
            Migrate to JUnit 6  migrate-to-junit-6-k3f9x  base 0000ba5e0000             1:25
            ██████▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░░░░░ 1/11  9%  ~2m left
            ✓ 1 merged  ⇄ 2 merging  ▸ 4 running

            ▸ storage  0:19  [12/34] Compiling the storage engine, which takes a good while…
            ▸ search   0:19  索引を再構築しています: 3,000 件
            ▸ parser   0:09
            ▸ api      0:09  attempt 2  reading src/Main.java

            queue  2 ready · 2 waiting for others · next: docs, mail
            merge  verifying lexer for 0:09 · then web-frontend

            0:00 ! 2 files are not committed; they are left out
            1:06 ↻ api failed in attempt 1, again in 2s: exit code 1: Main.java:3: error: '…
            1:11 ✓ core merged
            1:16 ⊘ docs rejected in attempt 1, again at once: the combined check fails with…







            Ctrl-C ends the helpers and keeps their work
            """);
  }

  @Test
  void busyAt120x16() {
    assertThat(busy(Stage.PLAIN).picture(120, 16))
        .isEqualTo(
            """
            Migrate to JUnit 6  migrate-to-junit-6-k3f9x  base 0000ba5e0000  4 at a time                                        1:25
            █████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1/11  9%  ~2m left
            ✓ 1 merged  ⇄ 2 merging  ▸ 4 running

            ▸ storage  0:19  [12/34] Compiling the storage engine, which takes a good while…
            ▸ search   0:19  索引を再構築しています: 3,000 件
            ▸ parser   0:09
            ▸ api      0:09  attempt 2  reading src/Main.java

            queue  2 ready · 2 waiting for others · next: docs, mail
            merge  verifying lexer for 0:09 · then web-frontend

            1:06 ↻ api failed in attempt 1, again in 2s: exit code 1: Main.java:3: error: ';' expected
            1:11 ✓ core merged
            1:16 ⊘ docs rejected in attempt 1, again at once: the combined check fails with it: exit code 1: 3 tests failed
            Ctrl-C ends the helpers and keeps their work
            """);
  }

  @Test
  void busyAt40x10() {
    assertThat(busy(Stage.PLAIN).picture(40, 10))
        .isEqualTo(
            """
            migrate-to-junit-6-k3f9x            1:25
            ██▓▓▓▓▒▒▒▒▒▒▒░░░░░░░░ 1/11  9%  ~2m left
            ✓ 1 merged  ⇄ 2 merging  ▸ 4 running
            ▸ storage  0:19  [12/34] Compiling the …
            ▸ search   0:19  索引を再構築しています…
            … 2 more: parser, api
            queue  2 ready · 2 waiting for others
            merge  verifying lexer for 0:09
            1:16 ⊘ docs rejected in attempt 1, agai…
            Ctrl-C ends the helpers
            """);
  }

  @Test
  void busyAt20x5() {
    assertThat(busy(Stage.PLAIN).picture(20, 5))
        .isEqualTo(
            """
            migrate-to-jun… 1:25
            █▓▓▓▒▒▒▒▒▒░░░░░ 1/11
            ▸ 4 running: storag…
            merge verifying lex…
            Ctrl-C ends the run
            """);
  }

  @Test
  void busyInAscii() {
    assertThat(busy(Stage.ASCII).picture(80, 16))
        .isEqualTo(
            """
            Migrate to JUnit 6  migrate-to-junit-6-k3f9x  base 0000ba5e0000             1:25
            ######+++++++++++----------------------...................... 1/11  9%  ~2m left
            + 1 merged  & 2 merging  > 4 running

            > storage  0:19  [12/34] Compiling the storage engine, which takes a good while~
            > search   0:19  ???????????: 3,000 ?
            > parser   0:09
            > api      0:09  attempt 2  reading src/Main.java

            queue  2 ready - 2 waiting for others - next: docs, mail
            merge  verifying lexer for 0:09 - then web-frontend

            1:06 ~ api failed in attempt 1, again in 2s: exit code 1: Main.java:3: error: '~
            1:11 + core merged
            1:16 % docs rejected in attempt 1, again at once: the combined check fails with~
            Ctrl-C ends the helpers and keeps their work
            """);
  }

  @Test
  void interrupted() {
    Stage stage = busy(Stage.PLAIN);
    stage.run.cancel("interrupted");
    stage.view.interrupt();
    stage.after(1);

    assertThat(stage.picture(80, 18))
        .isEqualTo(
            """
            Migrate to JUnit 6  migrate-to-junit-6-k3f9x  cancelling                    1:26
            ██████╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 5/11  45%
            ✓ 1 merged  ■ 4 cancelled  ⇄ 2 merging  ▸ 4 running

            ■ storage  0:20  stopping: interrupted
            ■ search   0:20  stopping: interrupted
            ■ parser   0:10  stopping: interrupted
            ■ api      0:10  attempt 2  stopping: interrupted

            merge  verifying lexer for 0:10 · then web-frontend

            0:00 ! 2 files are not committed; they are left out
            1:06 ↻ api failed in attempt 1, again in 2s: exit code 1: Main.java:3: error: '…
            1:11 ✓ core merged
            1:16 ⊘ docs rejected in attempt 1, again at once: the combined check fails with…
            1:25 ■ the run is cancelled: interrupted
            1:25 ■ docs, cli, mail, bench cancelled: interrupted
            stopping … Ctrl-C again stops at once
            """);
  }

  @Test
  void sixtyFourSubagentsAt80x24() {
    assertThat(sixtyFour().picture(80, 24))
        .isEqualTo(
            """
            Migrate to JUnit 6  migrate-to-junit-6-k3f9x  base 0000ba5e0000             0:33
            █▓▓▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░ 2/100  2%  ~35s left
            ✓ 1 merged  ✓ 1 succeeded  ⇄ 3 merging  ▸ 64 running
            ▸ t7   0:33  line 7 of a text that is long enough to reach the edge of it
            ▸ t8   0:33  line 8 of a text that is long enough to reach the edge of it
            ▸ t9   0:33  line 9 of a text that is long enough to reach the edge of it
            ▸ t10  0:33  line 10 of a text that is long enough to reach the edge of it
            ▸ t11  0:33  line 11 of a text that is long enough to reach the edge of it
            ▸ t12  0:33  line 12 of a text that is long enough to reach the edge of it
            ▸ t13  0:33  line 13 of a text that is long enough to reach the edge of it
            ▸ t14  0:33  line 14 of a text that is long enough to reach the edge of it
            ▸ t15  0:33  line 15 of a text that is long enough to reach the edge of it
            ▸ t16  0:33  line 16 of a text that is long enough to reach the edge of it
            ▸ t17  0:33  line 17 of a text that is long enough to reach the edge of it
            ▸ t18  0:33  line 18 of a text that is long enough to reach the edge of it
            ▸ t19  0:33  line 19 of a text that is long enough to reach the edge of it
            ▸ t20  0:33  line 20 of a text that is long enough to reach the edge of it
            … 50 more: t21, t22, t23, t24, t25, t26, t27, t28, t29, t30, t31 and 39 more
            queue  31 ready · next: t6, t71, t72, t73, t74, t75, t76, t77, t78 and 22 more
            merge  verifying t2, t3, t4 together for 0:00
            0:30 ✓ t5 succeeded, nothing to merge
            0:30 ↻ t6 timed out in attempt 1, again in 1s: it took longer than 10m
            0:33 ✓ t1 merged
            Ctrl-C ends the helpers and keeps their work
            """);
  }

  @Test
  void sixtyFourSubagentsAt200x50() {
    String picture = sixtyFour().picture(200, 50);

    assertThat(picture.lines()).hasSize(50);
    assertThat(picture.lines().filter(line -> line.startsWith("▸"))).hasSizeGreaterThan(35);
    assertThat(picture).contains("line 8 of a text that is long enough to reach the edge");
  }

  private static Stage sixtyFour() {
    Stage stage = Stage.of(new TestPlan().tasks(100).concurrency(64));
    stage.run.start();
    stage.after(30).run.succeed("t1").succeed("t2").succeed("t3").succeed("t4");
    stage.run.succeedWithoutChange("t5");
    stage.run.fail("t6", Outcome.TIMED_OUT, "it took longer than 10m");
    stage.after(3).run.pass();
    for (int i = 7; i < 71; i++) {
      stage.says("t" + i, "line " + i + " of a text that is long enough to reach the edge of it");
    }
    return stage;
  }

  @Test
  void theSummaryThatStays() {
    Stage stage = Stage.of(new TestPlan().task("a").task("b").task("c"));
    stage.run.start();
    stage.after(10).run.succeed("a");
    stage.after(2).run.pass();
    stage.run.succeedWithoutChange("b");
    stage.run.fail("c", Outcome.FAILED, "exit code 1");
    stage.after(10).run.fail("c", Outcome.STALLED, "silent for 4m");
    stage.run.publish();
    stage.after(60);

    assertThat(stage.summary(80))
        .isEqualTo(
            """
            Migrate to JUnit 6  migrate-to-junit-6-k3f9x  partial  base 0000ba5e0000    0:22
            ███████████████████████████████████████████████╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳ 3/3  100%
            ✓ 1 merged  ✓ 1 succeeded  ✗ 1 failed
            0:22 ✗ c failed: silent for 4m
            """);
  }
}

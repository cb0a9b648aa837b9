package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong plan is refused with its place; nothing starts. */
class MalformedPlansIT {
  private static final String HEAD = "version: 1\ntasks:\n";
  private static final String TASK = HEAD + "  - {id: a, command: \"true\"";

  /** A plan, and where its first problem is. */
  private record Wrong(String plan, String place) {}

  private static final List<Wrong> PLANS =
      List.of(
          new Wrong("", "1:1"),
          new Wrong("# only a comment\n", "1:1"),
          new Wrong("tasks: [", "1:9"),
          new Wrong("tasks: []\n", "1:1"),
          new Wrong("version: 2\ntasks: []\n", "1:10"),
          new Wrong("version: 1\ntasks: []\n", "2:8"),
          new Wrong("version: 1\n", "1:1"),
          new Wrong("[1, 2]\n", "1:1"),
          new Wrong("just words\n", "1:1"),
          new Wrong("version: 1\nversion: 1\n", "2:1"),
          new Wrong(TASK + "}\ntask: []\n", "4:1"),
          new Wrong(TASK + ", timeuot: 5s}\n", "3:30"),
          new Wrong(TASK + ", timeout: 5}\n", "3:39"),
          new Wrong(TASK + ", timeout: soon}\n", "3:39"),
          new Wrong(TASK + ", timeout: -5s}\n", "3:39"),
          new Wrong(TASK + ", timeout: 0s}\n", "3:39"),
          new Wrong(TASK + ", retries: -1}\n", "3:39"),
          new Wrong(TASK + ", retries: many}\n", "3:39"),
          new Wrong(TASK + ", needs: [b]}\n", "3:38"),
          new Wrong(TASK + ", needs: [a]}\n", "3:38"),
          new Wrong(TASK + ", files: [\"/etc/*\"]}\n", "3:38"),
          new Wrong(TASK + ", files: [\"../x\"]}\n", "3:38"),
          new Wrong(TASK + ", prompt: also}\n", "3:22"),
          new Wrong(TASK + ", agent: nobody}\n", "3:37"),
          new Wrong(HEAD + "  - {id: a}\n", "3:5"),
          new Wrong(HEAD + "  - {command: \"true\"}\n", "3:5"),
          new Wrong(HEAD + "  - {id: A, command: \"true\"}\n", "3:10"),
          new Wrong(HEAD + "  - {id: a, command: []}\n", "3:22"),
          new Wrong(HEAD + "  - {id: a, command: [1, {x: y}]}\n", "3:23"),
          new Wrong(HEAD + "  - {id: a, prompt: hello}\n", "3:5"),
          new Wrong(TASK + "}\n  - {id: a, command: \"true\"}\n", "4:10"),
          new Wrong(
              HEAD
                  + "  - {id: a, needs: [b], command: x}\n"
                  + "  - {id: b, needs: [a], command: x}\n",
              "3:"),
          new Wrong(TASK + "}\nconcurrency: 0\n", "4:14"),
          new Wrong(TASK + "}\nconcurrency: lots\n", "4:14"),
          new Wrong(TASK + "}\nlimits: {wall: 0s}\n", "4:16"),
          new Wrong(TASK + "}\ncombine: {onConflict: maybe}\n", "4:23"),
          new Wrong(TASK + "}\nenv: {MANYHANDS_RUN: x}\n", "4:7"),
          new Wrong(TASK + "}\nbase: \"\"\n", "4:7"),
          new Wrong("a: &a [*a]\n", "1:"));

  @Test
  void eachIsRefusedWithItsPlace(@TempDir Path folder) throws Exception {
    Lab lab = new Lab(folder).withFiles(1);
    assertThat(PLANS).hasSizeGreaterThanOrEqualTo(30);
    for (Wrong wrong : PLANS) {
      String file = lab.plan(wrong.plan());
      Lab.Ended ended = lab.manyhands("run", file);
      assertThat(ended.exitCode()).as("%s%n%s", wrong.plan(), ended.err()).isEqualTo(3);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .as(wrong.plan())
          .contains(file + ":" + wrong.place())
          .doesNotContain("Exception");
    }
    assertThat(lab.manyhands("list", "--json").json().size()).as("nothing started").isZero();
    assertThat(lab.manyhands("run", "no-such-plan.yaml").exitCode()).isEqualTo(3);
  }
}

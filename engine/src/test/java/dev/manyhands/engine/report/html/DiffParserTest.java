package dev.manyhands.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.engine.report.html.FileDiff.Kind;
import dev.manyhands.engine.report.html.FileDiff.Run;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiffParserTest {
  @Test
  void putsNeighboursOfOneKindTogether() {
    String diff =
        """
        diff --git a/a.txt b/a.txt
        index 1..2 100644
        --- a/a.txt
        +++ b/a.txt
        @@ -1,3 +1,4 @@ heading
         one
        -two
        +2
        +2b
         three
        """;

    assertThat(DiffParser.parse(diff))
        .containsExactly(
            new FileDiff(
                "a.txt",
                List.of(),
                2,
                1,
                List.of(
                    new Run(Kind.HUNK, "@@ -1,3 +1,4 @@ heading\n"),
                    new Run(Kind.CONTEXT, " one\n"),
                    new Run(Kind.REMOVED, "-two\n"),
                    new Run(Kind.ADDED, "+2\n+2b\n"),
                    new Run(Kind.CONTEXT, " three\n"))));
  }

  @Test
  void takesLinesThatLookLikeHeadersForLines() {
    String diff =
        """
        diff --git a/q.sql b/q.sql
        --- a/q.sql
        +++ b/q.sql
        @@ -1,2 +1,2 @@
        --- a comment
        -diff --git a/x b/x
        +++ b/not-a-name
        +@@ -1 +1 @@
        diff --git a/next b/next
        new file mode 100755
        """;

    List<FileDiff> files = DiffParser.parse(diff);

    assertThat(files).extracting(FileDiff::name).containsExactly("q.sql", "next");
    assertThat(files.getFirst().removed()).isEqualTo(2);
    assertThat(files.getFirst().added()).isEqualTo(2);
    assertThat(files.getLast().notes()).containsExactly("new file, executable");
  }

  @Test
  void saysWhatHappenedBesidesLines() {
    String diff =
        """
        diff --git a/old name b/new name
        similarity index 100%
        rename from old name
        rename to new name
        diff --git a/gone b/gone
        deleted file mode 100644
        --- a/gone
        +++ /dev/null
        @@ -1 +0,0 @@
        -x
        \\ No newline at end of file
        diff --git a/i.png b/i.png
        index 1..2 100644
        GIT binary patch
        literal 5
        Mc$`b

        literal 0
        HcmV?d00001

        diff --git a/link b/link
        new file mode 120000
        diff --git a/run.sh b/run.sh
        old mode 100644
        new mode 100755
        """;

    List<FileDiff> files = DiffParser.parse(diff);

    assertThat(files)
        .extracting(FileDiff::name)
        .containsExactly("new name", "gone", "i.png", "link", "run.sh");
    assertThat(files)
        .extracting(FileDiff::notes)
        .containsExactly(
            List.of("renamed from old name"),
            List.of("deleted"),
            List.of("binary"),
            List.of("new symbolic link"),
            List.of("mode 100755"));
    assertThat(files.get(1).runs().getLast().text()).isEqualTo("\\ No newline at end of file\n");
  }

  @Test
  void showsWhatIsNoDiffAsItIs() {
    assertThat(DiffParser.parse("just\ntext"))
        .containsExactly(
            new FileDiff("", List.of(), 0, 0, List.of(new Run(Kind.CONTEXT, "just\ntext\n"))));
    assertThat(DiffParser.parse("")).isEmpty();
  }

  @Test
  void readsADiffThatIsCutAnywhere() {
    String diff =
        """
        diff --git "a/\\303\\244 b" "b/\\303\\244 b"
        --- "a/\\303\\244 b"
        +++ "b/\\303\\244 b"
        @@ -1,2 +1,2 @@
         one
        -two
        +2
        """;
    for (int end = 0; end <= diff.length(); end++) {
      assertThat(DiffParser.parse(diff.substring(0, end)).size()).isLessThanOrEqualTo(1);
    }
    assertThat(DiffParser.parse(diff).getFirst().name()).isEqualTo("ä b");
  }

  @Test
  void losesNoLineOfAHunkWhateverStandsInIt() {
    Random random = new Random(11);
    List<String> lines = List.of("--- a/x", "+++ b/y", "@@ -1,1 +1,1 @@", "diff --git a/b b/b", "");
    for (int round = 0; round < 200; round++) {
      StringBuilder body = new StringBuilder();
      int removed = 0;
      int added = 0;
      for (int i = 0; i < 20; i++) {
        char sign = " +-".charAt(random.nextInt(3));
        removed += sign == '+' ? 0 : 1;
        added += sign == '-' ? 0 : 1;
        body.append(sign).append(lines.get(random.nextInt(lines.size()))).append('\n');
      }
      String diff =
          "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1,%d +1,%d @@\n%s"
              .formatted(removed, added, body);

      List<FileDiff> files = DiffParser.parse(diff);

      assertThat(files).hasSize(1);
      assertThat(
              files.getFirst().runs().stream().skip(1).map(Run::text).collect(Collectors.joining()))
          .isEqualTo(body.toString());
    }
  }
}

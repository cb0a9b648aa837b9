package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          core/** | core/A.java core/a/b/C.java core/.hidden | core cores/A a/core/A
          core/**/x | core/x core/a/x core/a/b/x | core/ax core/a/bx x
          **/x | x a/x a/b/x | ax a/bx x/a
          **/pom.xml | pom.xml a/pom.xml | xpom.xml a/pom.xml/b
          ** | a a/b .git a/.b |
          **/*.java | A.java a/A.java | A.jav a/A.java/b
          **.java | A.java a/A.java | A.jav
          src/**.java | src/A.java src/a/b/A.java | src/A.txt A.java
          * | a .env | a/b
          *.md | a.md .md | a/b.md a.mdx
          a*c | ac abc abbc | a/c ab
          a?c | abc aéc a😀c | ac a/c abbc
          [a-c]x | ax bx cx | dx abx /x
          [!a-c]x | dx 😀x | ax bx x /x
          [^a]x | bx | ax
          [-a]x | -x ax | bx
          [a-]x | -x ax | bx
          [*]x | *x | ax
          [a&&b]x | &x ax bx | cx
          {a,b/c}.md | a.md b/c.md | b.md c.md
          {**/,}x | x a/x | ax
          {a,b*}* | a ab bxyz | b/a c
          x{,.bak} | x x.bak | x.ba
          {a,b}{1,2} | a1 a2 b1 b2 | a b 12 a3
          src | src src/a src/a/b | srca a/src
          src/ | src src/a | srca
          src/main | src/main src/main/A | src src/mainly
          mod*/ | mod1/a mod1/a/b | mod1 mo/a
          .env | .env .env/a | xenv a/.env
          a.b+c(d)$^ | a.b+c(d)$^ | axb
          **/target/**/*.xml | target/a.xml x/target/a/b.xml | target.xml a/targets/x.xml
          a/**/b/**/c | a/b/c a/x/b/y/z/c a/b/b/c | a/c a/bc
          """)
  void matches(String glob, String inside, String outside) {
    Globs globs = Globs.of(List.of(glob));

    assertThat(inside.split(" +")).allMatch(globs::matches);
    if (outside != null) {
      assertThat(outside.split(" +")).noneMatch(globs::matches);
    }
  }

  @Test
  void matchesWhenAnyOfTheGlobsDoes() {
    Globs globs = Globs.of(List.of("a/**", "*.md"));

    assertThat(List.of("a/b", "x.md")).allMatch(globs::matches);
    assertThat(globs.matches("b/a")).isFalse();
    assertThat(Globs.of(List.of()).matches("a")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          .env                     | .env
          conf/local/              | conf/local
          conf/local/**            | conf/local
          conf/lo*/x               | conf
          conf/local/x?            | conf/local
          con*/local               | ''
          **/.env                  | ''
          a/b;a/bc;a/b/c;a/b/**    | a/b,a/bc
          a/b/c;**                 | ''
          {a,b/c}/x                | a/x,b/c/x
          """)
  void saysBelowWhatEverythingIs(String globs, String roots) {
    assertThat(String.join(",", Globs.of(List.of(globs.split(";"))).roots())).isEqualTo(roots);
  }

  @Test
  void matchesLikeTheJdkWhatTheJdkMatches() {
    Random random = new Random(7);
    int compared = 0;
    int matched = 0;
    while (compared < 3_000) {
      String glob =
          random(random, List.of("a", "b", "/", "*", "?", "[ab]", "[!a]", "{a,b*}", "**"));
      // The JDK wants a folder for each '**/', and takes a plain name for that name alone.
      boolean same = !glob.contains("**/") && !glob.endsWith("/") && glob.matches(".*[*?\\[{].*");
      if (Globs.problem(glob).isPresent() || !same) {
        continue;
      }
      PathMatcher jdk = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      for (int i = 0; i < 20; i++) {
        String path = random(random, List.of("a", "b", "a", "b", "c", "/"));
        if (path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
          continue;
        }
        boolean expected = jdk.matches(Path.of(path));
        assertThat(Globs.of(List.of(glob)).matches(path))
            .as("%s and %s", glob, path)
            .isEqualTo(expected);
        matched += expected ? 1 : 0;
      }
      compared++;
    }
    assertThat(matched).isGreaterThan(500);
  }

  @Test
  void refusesWhatTheJdkRefuses() {
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      String glob = random(random, List.of("a", "-", "[", "]", "{", "}", ",", "*"));
      if (glob.matches(".*\\[[^]]*\\[.*")) {
        continue; // The JDK takes '[' within a class for one in some places and not in others.
      }
      try {
        FileSystems.getDefault().getPathMatcher("glob:" + glob);
      } catch (PatternSyntaxException e) {
        assertThat(Globs.problem(glob)).as("%s: %s", glob, e.getMessage()).isPresent();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  private static String random(Random random, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  @Test
  void takesNoLongerForUnfortunateGlobs() {
    Globs globs = Globs.of(List.of("**/*a*a*a*a*a*a*a*a*a*a*a*a*/**/*a*a*a*a*a*a*b"));
    String path = "a".repeat(100) + "/" + "a".repeat(2_000);
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    for (int i = 0; i < 20; i++) {
      assertThat(globs.matches(path)).isFalse();
    }

    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(Duration.ofNanos(after - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void refusesWhatIsNoGlob() {
    assertThat(Globs.problem("src/**")).isEmpty();
    assertThat(Globs.problem("/etc"))
        .hasValueSatisfying(why -> assertThat(why).contains("absolute"));
    assertThatThrownBy(() -> Globs.of(List.of("a", "[")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'[' without ']'");
  }
}

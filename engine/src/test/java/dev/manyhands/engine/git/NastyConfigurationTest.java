package dev.manyhands.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.process.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's hooks, signing, filters and settings neither run nor change anything. */
@Timeout(60)
@Tag("long")
class NastyConfigurationTest {

  /** Programs leave a trace and fail. */
  private static final String SETTINGS =
      """
      core.autocrlf true
      core.eol crlf
      core.safecrlf true
      core.fileMode false
      core.symlinks false
      core.hooksPath HOOKS
      core.fsmonitor PROGRAM
      core.editor PROGRAM
      core.pager PROGRAM
      core.attributesFile ATTRIBUTES
      core.sparseCheckout true
      core.untrackedCache true
      core.splitIndex true
      core.commentChar R
      commit.gpgSign true
      tag.gpgSign true
      gpg.program PROGRAM
      init.templateDir TEMPLATE
      filter.lfs.clean PROGRAM
      filter.lfs.smudge PROGRAM
      filter.lfs.process PROGRAM
      filter.lfs.required true
      merge.nasty.driver PROGRAM
      merge.renames false
      merge.directoryRenames true
      merge.renormalize true
      diff.external PROGRAM
      diff.nasty.textconv PROGRAM
      diff.nasty.command PROGRAM
      diff.noprefix true
      diff.ignoreSubmodules all
      status.showUntrackedFiles no
      submodule.recurse true
      user.useConfigOnly true
      i18n.commitEncoding UTF-16
      gc.auto 1
      maintenance.auto true
      log.showSignature true
      """;

  @TempDir Path folder;
  private UserRepository user;
  private Path trace;

  @BeforeEach
  void create() {
    user = UserRepository.create(folder.resolve("repository"));
    user.write("crlf.txt", "a\r\nb\r\n").write("pointer.bin", "a pointer\n");
    user.write(
        ".gitattributes", "*.bin filter=lfs\nREADME merge=union diff=nasty\n*.md merge=nasty\n");
    user.commit("More");
    trace = folder.resolve("trace");
  }

  private String program(String name, String body) {
    Path file = user.home().resolve(name);
    user.sh(
        folder,
        "mkdir -p '%1$s'; printf '#!/bin/sh\\n%2$s\\n' > '%3$s'; chmod +x '%3$s'"
            .formatted(file.getParent(), body, file));
    return file.toString();
  }

  private void configure(String where) {
    String leaveTrace = "echo \"$0 $*\" >> \"%s\"; exit 1".formatted(trace);
    String program = program("program", leaveTrace);
    for (String hook :
        List.of(
            "pre-commit",
            "post-commit",
            "post-checkout",
            "post-merge",
            "pre-merge-commit",
            "reference-transaction",
            "post-index-change",
            "commit-msg",
            "prepare-commit-msg")) {
      program("hooks/" + hook, leaveTrace);
      program("template/hooks/" + hook, leaveTrace);
    }
    user.sh(
        user.home(),
        "echo '* filter=lfs merge=nasty diff=nasty text eol=crlf' > attributes; echo '*.x' >"
            + " ignored");
    for (String line : SETTINGS.lines().toList()) {
      String[] setting = line.split(" ", 2);
      user.git(
          "config",
          where,
          setting[0],
          setting[1]
              .replace("PROGRAM", program)
              .replace("HOOKS", user.home().resolve("hooks").toString())
              .replace("TEMPLATE", user.home().resolve("template").toString())
              .replace("ATTRIBUTES", user.home().resolve("attributes").toString()));
    }
    user.git("config", where, "core.excludesFile", user.home().resolve("ignored").toString());
  }

  private List<String> wholeWay(Path directory, String... helpers) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(user.root().toString(), folder.resolve("pool").toString(), trace.toString()));
    arguments.addAll(List.of(helpers));
    // As it is when git itself starts a program: in a hook, or as an alias.
    Map<String, String> environment =
        Map.of(
            "HOME", user.home().toString(),
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_DIR", "/nowhere",
            "GIT_INDEX_FILE", "/nowhere/index",
            "GIT_WORK_TREE", "/nowhere",
            "GIT_OBJECT_DIRECTORY", "/nowhere",
            "GIT_EXTERNAL_DIFF", "/nowhere",
            "GIT_ATTR_SOURCE", "nowhere");
    Process child =
        ChildJvm.start(WholeWay.class, environment, directory, arguments.toArray(String[]::new));
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--global", "--local"})
  void neitherRunsNorChangesAnything(String where) throws Exception {
    user.git("config", "--unset", "user.name");
    user.git("config", "--unset", "user.email");
    configure(where);

    List<String> said =
        wholeWay(
            user.root(),
            """
            unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GIT_OBJECT_DIRECTORY GIT_EXTERNAL_DIFF
            git -c user.name=H -c user.email=h@x commit -q --allow-empty -m helper
            test "$(cat pointer.bin)" = 'a pointer'; printf 'more\\r\\n' >> crlf.txt
            printf 'lf\\n' > lf.txt; printf 'crlf\\r\\n' > new-crlf.txt; ln -s README link
            printf '#!/bin/sh\\n' > run.sh; chmod +x run.sh; echo large > large.bin; echo x > a.x
            echo more >> docs/guide.md; sed -i 1s/b1/B1/ src/b.txt
            """,
            "sed -i 5s/b5/B5/ src/b.txt; echo one >> README",
            "mkdir lib; mv src/a.txt lib/a.txt; echo two >> README; echo x > lib/x",
            "echo a >> src/a.txt; sed -i '1s/# /## /' docs/guide.md; echo y > y");

    assertThat(Files.exists(trace) ? Files.readString(trace) : "").as("what ran").isEmpty();
    assertThat(said).hasSize(3);
    assertThat(said.subList(1, 3))
        .as("no driver takes a side")
        .containsExactly(
            "its change conflicts with what has been merged, in README",
            "its change conflicts with what has been merged, in docs/guide.md");
    CommitId result = new CommitId(said.getFirst());
    assertThat(
            user.git(
                "log",
                "-1",
                "--encoding=UTF-8",
                "--no-show-signature",
                "--format=%an <%ae>",
                result.hex()))
        .isEqualTo("Manyhands <manyhands@localhost>");
    assertThat(user.git("cat-file", "-s", result + ":crlf.txt")).isEqualTo("12");
    assertThat(user.git("cat-file", "-s", result + ":lf.txt")).isEqualTo("3");
    assertThat(user.git("cat-file", "-s", result + ":new-crlf.txt")).isEqualTo("6");
    assertThat(user.git("cat-file", "blob", result + ":large.bin")).isEqualTo("large");
    assertThat(user.git("cat-file", "blob", result + ":src/b.txt")).isEqualTo("B1\nb2\nb3\nb4\nB5");
    assertThat(user.files(result))
        .anyMatch(line -> line.matches("100755 .*\trun.sh"))
        .anyMatch(line -> line.matches("120000 .*\tlink"))
        .noneMatch(line -> line.endsWith("\ta.x"));
  }
}

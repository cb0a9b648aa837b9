package dev.manyhands.app.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository with a few files, and a state folder. */
final class Workplace {
  final Path repo;
  private final Path root;

  Workplace(Path root) throws IOException, InterruptedException {
    this.root = root;
    this.repo = Files.createDirectories(root.resolve("a repo"));
    for (int i = 1; i <= 4; i++) {
      Files.writeString(repo.resolve("f%d.txt".formatted(i)), "file %d\n".formatted(i));
    }
    git("init", "-q", "-b", "main");
    git("add", "--all");
    git("commit", "-q", "--no-verify", "-m", "init");
  }

  EmbeddedRepositories repositories() {
    return new EmbeddedRepositories(
        repo,
        Map.of("MANYHANDS_HOME", root.resolve("home").toString(), "PATH", System.getenv("PATH")));
  }

  String git(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(repo.toFile());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "Somebody",
                "GIT_AUTHOR_EMAIL", "somebody@example.org",
                "GIT_COMMITTER_NAME", "Somebody",
                "GIT_COMMITTER_EMAIL", "somebody@example.org"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.stripTrailing();
  }
}

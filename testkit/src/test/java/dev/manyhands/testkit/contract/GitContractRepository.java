package dev.manyhands.testkit.contract;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A repository made with the git command alone, free of anybody's configuration. */
final class GitContractRepository implements ContractRepository {
  private final Path root;

  GitContractRepository(Path root) throws IOException, InterruptedException {
    this.root = Files.createDirectories(root);
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "Ada");
    git("config", "user.email", "ada@example.org");
  }

  @Override
  public Head commit(Map<String, String> files) throws IOException, InterruptedException {
    git("rm", "-r", "--quiet", "--ignore-unmatch", ".");
    Folders.write(root, files);
    git("add", "--all");
    git("commit", "--quiet", "--message", "Commit");
    return new Head(
        new CommitId(git("rev-parse", "HEAD").strip()),
        new TreeId(git("rev-parse", "HEAD^{tree}").strip()));
  }

  @Override
  public Map<String, String> files(CommitId commit) throws IOException, InterruptedException {
    Map<String, String> files = new TreeMap<>();
    for (String path : git("ls-tree", "-r", "-z", "--name-only", commit.hex()).split("\0", -1)) {
      if (!path.isEmpty()) {
        files.put(path, git("cat-file", "blob", commit + ":" + path));
      }
    }
    return files;
  }

  @Override
  public List<CommitId> parents(CommitId commit) throws IOException, InterruptedException {
    return git("rev-parse", commit + "^@").lines().map(CommitId::new).toList();
  }

  @Override
  public Path checkout() {
    return root;
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(root.toFile());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "LC_ALL", "C.UTF-8"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(argv + ": " + said);
    }
    return said;
  }
}

package dev.manyhands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository with two files, and a place for its state. */
record SmallRepository(Path folder, Path state) {
  static SmallRepository in(Path folder) throws Exception {
    Path repository = Files.createDirectories(folder.resolve("repository/src"));
    SmallRepository made = new SmallRepository(repository.getParent(), folder.resolve("state"));
    Files.writeString(repository.resolve("a.txt"), "one\ntwo\n");
    Files.writeString(repository.resolve("b.txt"), "three\n");
    made.git("init", "-q", "-b", "main");
    made.git("add", "--all");
    made.git("commit", "-q", "-m", "start");
    return made;
  }

  Manyhands open() throws InterruptedException {
    return Manyhands.open(folder, state);
  }

  String git(String... arguments) throws IOException, InterruptedException {
    List<String> argv =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
    argv.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}

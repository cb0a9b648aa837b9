package dev.manyhands.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program of modules is compiled and run against the jars. */
@Timeout(120)
class ModularProgramIT {
  private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
  private static final Pattern OF_TESTS =
      Pattern.compile(".*(junit|assertj|byte-buddy|opentest4j|apiguardian|surefire|failsafe).*");

  @TempDir private Path folder;
  private Path sources;
  private Path repository;

  @BeforeEach
  void writeProgram() throws Exception {
    sources = Files.createDirectories(folder.resolve("sources"));
    Files.writeString(
        sources.resolve("module-info.java"),
        """
        module sample {
          requires dev.manyhands.engine;
          opens sample to tools.jackson.databind;
        }
        """);
    repository = Files.createDirectory(folder.resolve("repository"));
    run(repository, "git", "init", "-q");
    run(
        repository,
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "start");
  }

  private record Ended(int exitCode, String output) {}

  private static Ended run(Path folder, String... argv) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }

  private static String modulePath() {
    String path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar") && !OF_TESTS.matcher(entry).matches())
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(path).contains("manyhands-engine", "manyhands-core");
    return path;
  }

  private Ended compile(String main) throws Exception {
    Path file = Files.createDirectories(sources.resolve("sample")).resolve("Main.java");
    Files.writeString(file, main);
    List<String> argv =
        new ArrayList<>(List.of(JDK.resolve("javac").toString(), "-d", classes().toString()));
    argv.addAll(List.of("--module-path", modulePath()));
    argv.addAll(List.of(sources.resolve("module-info.java").toString(), file.toString()));
    return run(folder, argv.toArray(String[]::new));
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  @Test
  void itRuns() throws Exception {
    Ended compiled =
        compile(
            """
            package sample;

            import dev.manyhands.*;
            import java.nio.file.Path;
            import java.time.Duration;

            public class Main {
              public record Sum(int of, int sum) {}

              public static void main(String[] args) throws Exception {
                try (var hands = Manyhands.open(Path.of(args[0]), Path.of(args[1]));
                    var run = hands.start("modules", r -> r.check("true"))) {
                  Handle<Sum> sum = run.spawn("sum", Sum.class, attempt -> new Sum(2, 1 + 1));
                  run.spawn(Task.program("file", "sh", "-c", "echo 1 > one"));
                  System.out.println(sum.result(Duration.ofMinutes(1)));
                  System.out.println(run.combine(Duration.ofMinutes(1)).merged());
                  System.out.println(Manyhands.class.getModule());
                }
              }
            }
            """);
    assertThat(compiled.exitCode()).as(compiled.output()).isZero();
    Ended ended =
        run(
            folder,
            JDK.resolve("java").toString(),
            "--enable-native-access=ALL-UNNAMED,org.xerial.sqlitejdbc",
            "--module-path",
            modulePath() + File.pathSeparator + classes(),
            "--module",
            "sample/sample.Main",
            repository.toString(),
            folder.resolve("state").toString());
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("Sum[of=2, sum=2]", "[file]", "module dev.manyhands.engine");
  }

  @Test
  void itCannotUseInternals() throws Exception {
    Ended compiled =
        compile(
            """
            package sample;

            public class Main {
              dev.manyhands.engine.Orchestrator orchestrator;
            }
            """);
    assertThat(compiled.exitCode()).isNotZero();
    assertThat(compiled.output()).contains("package dev.manyhands.engine is not visible");
  }
}

package dev.manyhands.app.demo;

import dev.manyhands.core.ManyhandsException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maven, which knows where artifacts come from on this machine: mirrors, proxies, what is cached.
 *
 * @param program the one to call
 */
public record Maven(Path program) {

  /**
   * Finds Maven: the wrapper of the checkout around the launcher, or what the PATH has.
   *
   * @param launcher the file that started Manyhands, where that is known
   * @param path folders of programs
   */
  public static Maven find(@Nullable String launcher, String path) {
    Stream<Path> wrapper =
        Stream.iterate(
                launcher == null ? null : Path.of(launcher).getParent(),
                Objects::nonNull,
                Path::getParent)
            .filter(folder -> Files.exists(folder.resolve("manyhands")))
            .map(folder -> folder.resolve("mvnw"));
    Stream<Path> installed =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "mvn"));
    return Stream.concat(wrapper, installed)
        .filter(Files::isExecutable)
        .findFirst()
        .map(Maven::new)
        .orElseThrow(
            () ->
                ManyhandsException.external(
                    "the demo fetches a library with Maven, and there is none on the PATH",
                    "install Maven, or run the demo from a checkout, which brings its own",
                    null));
  }

  /** Resolves what a POM asks for, into a folder; returns what went wrong. */
  Optional<String> resolve(Path pom, Path target, Path log) throws InterruptedException {
    Path folder = target.toAbsolutePath().getParent();
    OutsideProgram maven =
        new OutsideProgram(
            folder == null ? target : folder,
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            log);
    int exitCode =
        maven.run(
            List.of(
                program.toString(),
                "--quiet",
                "--batch-mode",
                "--no-transfer-progress",
                "--file",
                pom.toString(),
                "-Ddemo.dir=" + target,
                "generate-resources"));
    return exitCode == 0
        ? Optional.empty()
        : Optional.of(
            maven.said().stream()
                .filter(line -> line.contains("ERROR"))
                .findFirst()
                .or(() -> maven.said().reversed().stream().findFirst())
                .orElse("exit code " + exitCode));
  }
}

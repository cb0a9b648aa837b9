package dev.manyhands.app.demo.helper;

import static dev.manyhands.app.demo.helper.Helper.say;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles files, until the first few errors. */
final class Compilation {
  private static final int ERRORS = 3;
  private static final int LONGEST = 300;

  /** The library's own: on a newer release its lists clash with methods that List has since. */
  private static final String RELEASE = "17";

  private final String classPath;
  private final Optional<Path> out;
  private int errors;

  private Compilation(String classPath, Optional<Path> out) {
    this.classPath = classPath;
    this.out = out;
  }

  /** Compiles against a jar, and keeps nothing. */
  static Compilation against(Path jar) {
    return new Compilation(jar.toString(), Optional.empty());
  }

  /** Compiles against nothing else, and keeps the class files. */
  static Compilation into(Path folder) {
    return new Compilation("", Optional.of(folder));
  }

  /** Says that there have been enough errors. */
  private static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Compiles and says what is wrong; returns whether nothing is. */
  boolean of(List<Path> files) throws IOException {
    return of(files, List.of("-proc:none"), Optional.empty());
  }

  boolean of(List<Path> files, List<String> more, Optional<TaskListener> listener)
      throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--release",
                RELEASE,
                "-encoding",
                "UTF-8",
                "-nowarn",
                "-Xmaxwarns",
                "1",
                "-implicit:none",
                "-classpath",
                classPath));
    options.addAll(more);
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager standard = javac.getStandardFileManager(null, Locale.ROOT, null)) {
      JavaFileManager manager = out.isPresent() ? standard : new NoOutput(standard);
      if (out.isPresent()) {
        options.addAll(List.of("-d", Files.createDirectories(out.get()).toString()));
      }
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  Writer.nullWriter(),
                  manager,
                  this::hear,
                  options,
                  null,
                  standard.getJavaFileObjectsFromPaths(files));
      listener.ifPresent(task::addTaskListener);
      return task.call();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof EnoughException) {
        return false;
      }
      throw e;
    }
  }

  private void hear(Diagnostic<? extends JavaFileObject> problem) {
    if (problem.getKind() == Diagnostic.Kind.ERROR) {
      say("%s%s".formatted(place(problem), shorten(problem.getMessage(Locale.ROOT))));
      if (++errors == ERRORS) {
        throw new EnoughException();
      }
    }
  }

  private static String place(Diagnostic<? extends JavaFileObject> problem) {
    return problem.getSource() == null
        ? ""
        : "%s:%d: "
            .formatted(
                Path.of(problem.getSource().getName()).getFileName(), problem.getLineNumber());
  }

  private static String shorten(String message) {
    String line = message.replaceAll("\\R\\s*", "; ").replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}

package dev.manyhands.engine.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run under supervision. Its standard input is empty.
 *
 * @param argv the program and its arguments
 * @param directory where it runs
 * @param environment all of its environment; must contain the cookie's variables
 * @param log where its output goes, both streams as they come; large output is cut in the middle
 * @param timeout how long it may take
 * @param idle how long it may be silent
 * @param cookie tells its processes from others
 */
public record Program(
    List<String> argv,
    Path directory,
    Map<String, String> environment,
    Path log,
    Duration timeout,
    Duration idle,
    Cookie cookie) {
  public Program {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (!environment.entrySet().containsAll(cookie.variables().entrySet())) {
      throw new IllegalArgumentException("the environment is without the cookie");
    }
  }
}

package dev.manyhands.engine.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Lines of the shell as programs under supervision. */
record Shell(Path folder, Duration timeout, Duration idle, Cookie cookie) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  static Shell in(Path folder) {
    String id = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    return new Shell(
        folder,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        new Cookie(Map.of("MANYHANDS_RUN", id, "MANYHANDS_TASK", "t")));
  }

  Shell timeout(Duration most) {
    return new Shell(folder, most, idle, cookie);
  }

  Shell idle(Duration most) {
    return new Shell(folder, timeout, most, cookie);
  }

  Path log() {
    return folder.resolve("logs/output.log");
  }

  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(cookie.variables());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    return environment;
  }

  Program line(String line) {
    return program("sh", "-c", line);
  }

  Program program(String... argv) {
    return new Program(List.of(argv), folder, environment(), log(), timeout, idle, cookie);
  }
}

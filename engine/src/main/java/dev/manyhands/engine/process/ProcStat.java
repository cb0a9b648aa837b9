package dev.manyhands.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux says of a process in {@code /proc/<pid>/stat} (proc(5)).
 *
 * @param started in clock ticks since the machine's start
 */
record ProcStat(long pid, char state, long session, long started) {
  /** The fields behind the name, up to the time of the start, and the rest. */
  private static final int FIELDS = 21;

  static Optional<ProcStat> read(Path entry) {
    try {
      String stat =
          new String(Files.readAllBytes(entry.resolve("stat")), StandardCharsets.ISO_8859_1);
      // The second field, a name in brackets, may hold anything, brackets and spaces included.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", FIELDS);
      return Optional.of(
          new ProcStat(
              Long.parseLong(stat, 0, stat.indexOf(' '), 10),
              fields[0].charAt(0),
              Long.parseLong(fields[3]),
              Long.parseLong(fields[19])));
    } catch (IOException e) {
      return Optional.empty(); // It has ended meanwhile.
    }
  }

  boolean isZombie() {
    return state == 'Z' || state == 'X';
  }
}

package dev.manyhands.engine.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  /** More than its numbers and a name can take; the kernel gives all of it at once. */
  private static final int MOST_BYTES = 2048;

  static Optional<ProcStat> read(Path entry) {
    // Not Files.readAllBytes: thrice the time, and this is read for all processes of the machine.
    try (InputStream file = new FileInputStream(entry + "/stat")) {
      byte[] bytes = new byte[MOST_BYTES];
      int length = Math.max(0, file.read(bytes));
      String stat = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
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

package dev.manyhands.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What Linux says of a process in {@code /proc/<pid>/stat} (proc(5)). */
record ProcStat(long pid, char state, long session) {

  static Optional<ProcStat> read(Path entry) {
    try {
      String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
      // The second field, a name in brackets, may hold anything, brackets and spaces included.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(
          new ProcStat(
              Long.parseLong(stat.substring(0, stat.indexOf(' '))),
              fields[0].charAt(0),
              Long.parseLong(fields[3])));
    } catch (IOException e) {
      return Optional.empty(); // It has ended meanwhile.
    }
  }

  boolean isZombie() {
    return state == 'Z' || state == 'X';
  }
}

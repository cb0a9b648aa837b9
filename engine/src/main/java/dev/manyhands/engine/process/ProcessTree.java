package dev.manyhands.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an attempt started: found by a cookie in the environment and, while its leader is
 * known, by its session and its children.
 */
public final class ProcessTree {
  private static final Path PROC = Path.of("/proc");
  private static final long POLL_MS = 10;
  private static final int LOOKS = 4;
  private static final Duration KILLING = Duration.ofSeconds(10);

  private final Cookie cookie;
  private final @Nullable ProcessHandle leader;

  /** When the leader started: what is older is not of its tree. */
  private final long since;

  /** A tree whose leader is not known, such as one that an earlier engine left behind. */
  public ProcessTree(Cookie cookie) {
    this(cookie, null);
  }

  ProcessTree(Cookie cookie, @Nullable ProcessHandle leader) {
    this.cookie = cookie;
    this.leader = leader;
    this.since =
        leader == null
            ? 0
            : ProcStat.read(PROC.resolve(Long.toString(leader.pid())))
                .map(ProcStat::started)
                .orElse(0L);
  }

  /**
   * Ends every process of the tree: asks first, and kills what is left after the grace.
   *
   * @return whether there is none left
   */
  public boolean end(Duration grace) throws InterruptedException {
    Set<ProcessHandle> alive = alive();
    if (alive.isEmpty()) {
      return true; // Most often so, and looking costs as much as the machine has processes.
    }
    alive.forEach(ProcessHandle::destroy);
    alive = waitFor(grace, false);
    return alive.isEmpty() || waitFor(KILLING, true).isEmpty();
  }

  /** The same as {@link #end}, to its end even if the thread is interrupted meanwhile. */
  public boolean endUninterruptibly(Duration grace) {
    boolean interrupted = false;
    while (true) {
      try {
        boolean ended = end(interrupted ? Duration.ZERO : grace);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return ended;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private Set<ProcessHandle> waitFor(Duration time, boolean killing) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    Set<ProcessHandle> alive = alive();
    while (!alive.isEmpty() && System.nanoTime() < end) {
      if (killing) {
        alive.forEach(ProcessHandle::destroyForcibly);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      alive = alive();
    }
    return alive;
  }

  /** Returns the processes that are alive; zombies do not count. */
  Set<ProcessHandle> alive() {
    Set<ProcessHandle> alive = new LinkedHashSet<>();
    // What a leader that has ended leaves behind are no longer its descendants.
    if (leader != null && leader.isAlive()) {
      alive.add(leader);
      leader.descendants().filter(ProcessHandle::isAlive).forEach(alive::add);
    }
    if (Files.isDirectory(PROC)) {
      for (long pid : inProc()) {
        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(alive::add);
      }
    }
    alive.remove(ProcessHandle.current());
    return alive;
  }

  private List<Long> inProc() {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, ProcessTree::isProcess)) {
      for (Path entry : entries) {
        Optional<ProcStat> stat = ProcStat.read(entry);
        if (stat.isPresent() && !stat.get().isZombie() && isOurs(entry, stat.get())) {
          found.add(stat.get().pid());
        }
      }
    } catch (IOException e) {
      // Without a list of processes there are still the leader's children.
      return found;
    }
    return found;
  }

  private static boolean isProcess(Path entry) {
    char first = entry.getFileName().toString().charAt(0);
    return first >= '0' && first <= '9';
  }

  private boolean isOurs(Path entry, ProcStat stat) {
    if (stat.started() < since) {
      return false;
    }
    if (leader != null && stat.session() == leader.pid()) {
      return true;
    }
    try {
      byte[] environ = Files.readAllBytes(entry.resolve("environ"));
      // Empty while the process exchanges its program for another one (execve(2)).
      for (int looked = 1; environ.length == 0 && looked < LOOKS; looked++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        environ = Files.readAllBytes(entry.resolve("environ"));
      }
      return cookie.isIn(new String(environ, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return false; // Gone by now, or somebody else's.
    }
  }
}

package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.Holder;
import dev.manyhands.engine.port.Workspace;
import dev.manyhands.engine.port.Workspaces;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A pool of checkouts beside the user's repository. As many are made as are held at a time; one
 * that is given back is reset for the next holder, which costs what differs and not a new checkout.
 */
public final class GitWorkspaces implements Workspaces {
  private static final Predicate<String> NUMBER =
      Pattern.compile("[1-9][0-9]{0,8}").asMatchPredicate();

  /**
   * Checkouts made at a time: more would not be ready sooner, and the first helpers would wait for
   * the last checkout.
   */
  private static final int MOST_MADE_AT_ONCE = Runtime.getRuntime().availableProcessors();

  private final Repository repository;
  private final Submodules submodules;
  private final Excludes excludes;
  private final UnchangedFiles unchanged;
  private final Snapshots snapshots;
  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Slot> free = new ArrayDeque<>();
  private final Map<String, Slot> held = new LinkedHashMap<>();
  private int last;
  private int making;

  /**
   * Opens the pool in this folder; workspaces that an earlier engine left are kept for those who
   * held them.
   */
  public GitWorkspaces(Repository repository, Path folder) {
    this.repository = repository;
    this.submodules = new Submodules(repository);
    this.excludes = new Excludes(repository);
    RefWriter refs = new RefWriter(repository);
    this.unchanged = new UnchangedFiles(repository, refs);
    this.snapshots = new Snapshots(refs, submodules);
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> entries =
          Files.newDirectoryStream(folder, entry -> NUMBER.test(entry.getFileName().toString()))) {
        for (Path entry : entries) {
          Slot slot = new Slot(repository, submodules, excludes, entry);
          last = Math.max(last, Integer.parseInt(entry.getFileName().toString()));
          slot.holder().ifPresentOrElse(holder -> held.put(holder, slot), () -> free.add(slot));
        }
      }
    } catch (IOException e) {
      throw ManyhandsException.external(
          "the folder %s cannot be used: %s".formatted(folder, e.getMessage()), "", e);
    }
  }

  @Override
  public Workspace take(Holder holder, CommitId commit, List<String> copy)
      throws InterruptedException {
    left(holder).ifPresent(Workspace::release);
    Slot slot = next(commit);
    try {
      slot.copyIn(copy);
      // From here on somebody may put work into it that must not be lost.
      slot.hold(holder);
    } catch (InterruptedException | ManyhandsException e) {
      free(slot);
      throw e;
    }
    lock.lock();
    try {
      held.put(holder.toString(), slot);
    } finally {
      lock.unlock();
    }
    return new Held(holder, slot);
  }

  @Override
  public Workspace without(Holder.Attempt holder, CommitId commit, Path root) {
    return new NoCheckout(unchanged, holder, root);
  }

  private Slot next(CommitId commit) throws InterruptedException {
    Optional<Slot> used = usedOrTurn();
    if (used.isPresent()) {
      try {
        return prepared(used.get(), commit);
      } catch (ManyhandsException e) {
        // The last holder may have left what cannot be cleaned. A fresh folder shows whether the
        // trouble lies deeper.
        LoggerFactory.getLogger(GitWorkspaces.class)
            .debug("{} is given up", used.get().folder(), e);
        takeTurn();
      }
    }
    try {
      return prepared(fresh(), commit);
    } finally {
      endTurn();
    }
  }

  private Slot prepared(Slot slot, CommitId commit) throws InterruptedException {
    try {
      slot.reset(commit);
      return slot;
    } catch (InterruptedException e) {
      free(slot);
      throw e;
    } catch (ManyhandsException e) {
      giveUp(slot);
      throw e;
    }
  }

  private static void giveUp(Slot slot) {
    Thread.ofVirtual().start(() -> FileTrees.remove(slot.folder()));
  }

  @Override
  public Optional<Workspace> left(Holder holder) {
    lock.lock();
    try {
      return Optional.ofNullable(held.get(holder.toString())).map(slot -> new Held(holder, slot));
    } finally {
      lock.unlock();
    }
  }

  /** Returns a slot that somebody has given back, or nothing when it is time to make another. */
  private Optional<Slot> usedOrTurn() throws InterruptedException {
    lock.lock();
    try {
      while (free.isEmpty() && making >= MOST_MADE_AT_ONCE) {
        changed.await();
      }
      if (!free.isEmpty()) {
        return Optional.of(free.pop());
      }
      making++;
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void takeTurn() {
    lock.lock();
    try {
      making++;
    } finally {
      lock.unlock();
    }
  }

  private void endTurn() {
    lock.lock();
    try {
      making--;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private Slot fresh() {
    lock.lock();
    try {
      last++;
      return new Slot(repository, submodules, excludes, folder.resolve(Integer.toString(last)));
    } finally {
      lock.unlock();
    }
  }

  private void free(Slot slot) {
    lock.lock();
    try {
      free.push(slot);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Does nothing when it has been given back before: it may be somebody else's by now. */
  private void give(Holder holder, Slot slot) {
    boolean mine;
    lock.lock();
    try {
      mine = held.remove(holder.toString(), slot);
    } finally {
      lock.unlock();
    }
    if (mine) {
      slot.release();
      free(slot);
    }
  }

  private final class Held implements Workspace {
    private final Holder holder;
    private final Slot slot;
    private volatile @Nullable Taken latest;

    private record Taken(CommitId base, Snapshot snapshot) {}

    Held(Holder holder, Slot slot) {
      this.holder = holder;
      this.slot = slot;
    }

    @Override
    public Path root() {
      return slot.tree();
    }

    @Override
    public Snapshot snapshot(CommitId base, String message) throws InterruptedException {
      return switch (holder) {
        case Holder.Attempt attempt -> {
          Taken former = latest;
          Snapshot snapshot =
              snapshots.take(
                  slot,
                  attempt,
                  base,
                  message,
                  former != null && former.base().equals(base) ? former.snapshot() : null);
          latest = new Taken(base, snapshot);
          yield snapshot;
        }
        case Holder.Combination _ ->
            throw new IllegalStateException("a combination's files are not kept");
      };
    }

    @Override
    public void release() {
      give(holder, slot);
    }
  }
}

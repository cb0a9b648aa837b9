package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.git.Git;
import dev.manyhands.engine.git.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the difference of two commits, as the user's git shows it. */
final class DiffText {
  private final Repository repository;

  DiffText(Repository repository) {
    this.repository = repository;
  }

  void write(@Nullable CommitId from, @Nullable CommitId to, List<String> options, OutputStream out)
      throws InterruptedException {
    if (from == null || to == null) {
      return;
    }
    List<String> arguments = new ArrayList<>(List.of("--no-pager", "diff", "--no-ext-diff"));
    arguments.addAll(options);
    arguments.addAll(List.of(from.hex(), to.hex(), "--"));
    try {
      Git.asUser(repository.root()).stream(out, arguments);
    } catch (IOException e) {
      throw ManyhandsException.external("the diff broke off: " + e.getMessage(), "", e);
    }
  }
}

package dev.manyhands.testkit.builtin;

import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.CommitFiles;
import java.util.List;
import java.util.Optional;

/** For helpers that have a workspace. */
public record NoCommits() implements CommitFiles {
  @Override
  public Optional<byte[]> read(CommitId commit, String path, int most) {
    return Optional.empty();
  }

  @Override
  public List<String> list(CommitId commit, String folder, int most) {
    return List.of();
  }

  @Override
  public List<String> search(CommitId commit, String regex, String folder, int most) {
    return List.of();
  }
}

package dev.manyhands.app.demo;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.EmbeddedOrchestrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Removes what Manyhands remembers of a repository that is about to be removed. */
final class FormerDemo {
  private FormerDemo() {}

  /**
   * Removes the state folder of a demo's repository, if there is such a repository.
   *
   * @throws ManyhandsException of kind EXTERNAL while a run is going on in it
   */
  static void remove(Path repository, Map<String, String> environment)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(repository.resolve(".git").resolve("HEAD"))) {
      return; // Not even begun to be made.
    }
    Path state;
    try (EmbeddedOrchestrator former =
        EmbeddedOrchestrator.open(repository, environment, (_, _) -> {}, (_, _) -> {})) {
      former.clean(Duration.ZERO, true); // Refused while an engine is at work.
      state = former.home().root();
    }
    Folders.remove(state);
  }
}

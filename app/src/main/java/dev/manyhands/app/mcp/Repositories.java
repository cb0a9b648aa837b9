package dev.manyhands.app.mcp;

import dev.manyhands.engine.Orchestrator;
import java.nio.file.Path;

/** Where tools find the repositories that they are about. Safe for any thread. */
public interface Repositories {
  /** Returns the folder that is meant when a call names none. */
  Path standard();

  /**
   * Returns what can be asked about the repository around a folder.
   *
   * @throws dev.manyhands.core.ManyhandsException if there is none
   */
  Orchestrator at(Path folder) throws InterruptedException;
}

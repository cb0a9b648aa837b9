package dev.manyhands.engine;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.agent.catalog.AgentStatus;
import dev.manyhands.engine.agent.catalog.KnownAgent;
import dev.manyhands.engine.git.GitVersion;
import dev.manyhands.engine.git.Repository;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds out whether what Manyhands needs is there. */
public final class Diagnosis {
  private static final long LITTLE_BYTES = 2L << 30;

  private final Path directory;
  private final Map<String, String> environment;

  /** What it means for Manyhands. */
  public enum Verdict {
    GOOD,
    COULD_BE_BETTER,
    MISSING
  }

  /**
   * Something that was looked at.
   *
   * @param remedy how to mend it; empty when there is nothing to mend
   */
  public record Finding(Verdict verdict, String what, String found, String remedy) {}

  public Diagnosis(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** Returns what was found, the most basic first. */
  public List<Finding> findings() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding(Verdict.GOOD, "java", Objects.toString(Runtime.version()), ""));
    findings.add(git());
    findings.add(repository());
    findings.add(stateFolder());
    findings.add(sessions());
    findings.addAll(agents());
    return findings;
  }

  private static Finding git() throws InterruptedException {
    try {
      GitVersion version = GitVersion.installed();
      version.require();
      return new Finding(Verdict.GOOD, "git", version.toString(), "");
    } catch (ManyhandsException e) {
      return missing("git", e);
    }
  }

  private Finding repository() throws InterruptedException {
    try {
      Repository repository = Repository.around(directory);
      return new Finding(
          Verdict.GOOD,
          "repository",
          repository.root() + " at " + repository.resolve("HEAD").commit().abbreviated(),
          "");
    } catch (ManyhandsException e) {
      return new Finding(
          Verdict.COULD_BE_BETTER, "repository", Objects.toString(e.getMessage()), e.hint());
    }
  }

  private Finding stateFolder() {
    Path base = Home.base(environment);
    try {
      Files.createDirectories(base);
      Path probe = Files.createTempFile(base, "probe", "");
      Files.delete(probe);
      FileStore disk = Files.getFileStore(base);
      long free = disk.getUsableSpace();
      String found = "%s, %.1f GB free".formatted(base, free / 1e9);
      return free < LITTLE_BYTES
          ? new Finding(
              Verdict.COULD_BE_BETTER,
              "state folder",
              found,
              "'manyhands clean' frees space; MANYHANDS_HOME names another place")
          : new Finding(Verdict.GOOD, "state folder", found, "");
    } catch (IOException e) {
      return new Finding(
          Verdict.MISSING,
          "state folder",
          base + " cannot be written: " + e.getMessage(),
          "name another one in MANYHANDS_HOME");
    }
  }

  private static Finding sessions() {
    boolean there = Files.isExecutable(Path.of("/usr/bin/setsid"));
    return there
        ? new Finding(Verdict.GOOD, "setsid", "/usr/bin/setsid", "")
        : new Finding(
            Verdict.COULD_BE_BETTER,
            "setsid",
            "not found: helpers share a session with Manyhands",
            "install util-linux, so that all that a helper starts can be ended with it");
  }

  /** No single agent is needed: plans with commands work without any. */
  private List<Finding> agents() throws InterruptedException {
    AgentCatalog catalog = AgentCatalog.around(directory, environment, Home.base(environment));
    List<Finding> findings = new ArrayList<>();
    for (AgentStatus status : catalog.status(catalog.agents())) {
      if (!status.agent().name().equals(AgentName.COMMAND)) {
        findings.add(agent(status));
      }
    }
    for (String warning : catalog.warnings()) {
      findings.add(new Finding(Verdict.COULD_BE_BETTER, "agents", warning, "mend or remove it"));
    }
    return findings;
  }

  private static Finding agent(AgentStatus status) {
    String what = "agent " + status.agent().name();
    Optional<AgentStatus.Problem> problem = status.problem();
    if (problem.isPresent()) {
      return new Finding(
          Verdict.COULD_BE_BETTER, what, problem.get().what(), problem.get().remedy());
    }
    String found =
        status.version().orElse(status.agent() instanceof KnownAgent.Own ? "ready" : "installed");
    return new Finding(
        Verdict.GOOD,
        what,
        status.login() == AgentStatus.Login.YES ? found + ", logged in" : found,
        "");
  }

  private static Finding missing(String what, ManyhandsException e) {
    return new Finding(Verdict.MISSING, what, Objects.toString(e.getMessage()), e.hint());
  }
}

package dev.manyhands.engine.agent.catalog;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.port.AgentRunner.Features;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository, a home and a path of their own, and the catalog of what is there. */
final class CatalogLab {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  CatalogLab(Path root) {
    this.root = root;
    environment.put("HOME", root.resolve("home").toString());
    environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
  }

  CatalogLab variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Writes a file; its path begins with {@code repo}, {@code home} or {@code bin}. */
  CatalogLab file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a tool on the path: a shell script. */
  CatalogLab tool(String name, String script) {
    file("bin/" + name, "#!/bin/sh\n" + script + "\n");
    try {
      Files.setPosixFilePermissions(
          root.resolve("bin").resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Path path(String path) {
    return root.resolve(path);
  }

  Catalog catalog() {
    return new Catalog(
        new Surroundings(root.resolve("repo"), environment),
        List.of(
            new KnownAgent.Own(
                AgentName.COMMAND, "any program", Features.NONE, _ -> Optional.empty())),
        root.resolve("state/versions.json"));
  }

  KnownAgent.OfTool agent(String name) {
    return (KnownAgent.OfTool) catalog().found().agents().get(new AgentName(name));
  }

  AgentStatus status(String name) throws InterruptedException {
    return catalog().status(List.of(agent(name))).getFirst();
  }

  List<String> warnings() {
    return catalog().found().warnings();
  }
}

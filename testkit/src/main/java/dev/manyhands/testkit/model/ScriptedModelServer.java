package dev.manyhands.testkit.model;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The scripted model as a program of its own; it runs until it is ended.
 *
 * <pre>
 * --port-file FILE   where its port is written once it listens
 * --port N           the port; without, any free one
 * --script FILE      scripts to play; may be given several times
 * --log FILE         where each request is written, a line of JSON each
 * --upstream URL --record FILE   forwards to a provider and records
 * --replay FILE      answers from a recording
 * </pre>
 */
public final class ScriptedModelServer {
  private static final Set<String> OPTIONS =
      Set.of("--port-file", "--port", "--script", "--log", "--upstream", "--record", "--replay");

  private ScriptedModelServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      run(options(arguments));
    } catch (ManyhandsException e) {
      System.err.println(e.getMessage() + (e.hint().isEmpty() ? "" : "\n" + e.hint()));
      System.exit(2);
    }
  }

  private static void run(Map<String, List<String>> options)
      throws IOException, InterruptedException {
    int port = one(options, "--port").map(Integer::parseInt).orElse(0);
    try (ScriptedModel model = start(options, port)) {
      Optional<Path> portFile = one(options, "--port-file").map(Path::of);
      if (portFile.isPresent()) {
        write(portFile.get(), Integer.toString(model.port()));
      } else {
        System.out.println(model.port());
      }
      Thread.currentThread().join();
    }
  }

  private static ScriptedModel start(Map<String, List<String>> options, int port) {
    Optional<Path> replay = one(options, "--replay").map(Path::of);
    if (replay.isPresent()) {
      return ScriptedModel.replay(port, replay.get());
    }
    Optional<Path> record = one(options, "--record").map(Path::of);
    if (record.isPresent()) {
      URI upstream =
          one(options, "--upstream")
              .map(URI::create)
              .orElseThrow(
                  () -> ManyhandsException.usage("--record needs --upstream and its URL", ""));
      return ScriptedModel.record(port, upstream, record.get());
    }
    List<Script> scripts = new ArrayList<>();
    for (String file : options.getOrDefault("--script", List.of())) {
      scripts.addAll(ScriptedModel.read(Path.of(file)));
    }
    Optional<RequestFile> log = one(options, "--log").map(Path::of).map(RequestFile::new);
    return ScriptedModel.start(port, scripts, request -> log.ifPresent(file -> file.add(request)));
  }

  private static Map<String, List<String>> options(String[] arguments) {
    Map<String, List<String>> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
        throw ManyhandsException.usage(
            "'" + arguments[i] + "' is no option with a value",
            "known are " + OPTIONS.stream().sorted().toList());
      }
      options.computeIfAbsent(arguments[i], _ -> new ArrayList<>()).add(arguments[i + 1]);
    }
    return options;
  }

  private static Optional<String> one(Map<String, List<String>> options, String name) {
    return options.getOrDefault(name, List.of()).stream().reduce((_, last) -> last);
  }

  /** Whoever waits for the file never sees half of it. */
  private static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

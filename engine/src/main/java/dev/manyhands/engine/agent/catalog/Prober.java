package dev.manyhands.engine.agent.catalog;

import dev.manyhands.engine.agent.catalog.AgentStatus.Login;
import dev.manyhands.engine.agent.profile.Executables;
import dev.manyhands.engine.agent.profile.LoginProbe;
import dev.manyhands.engine.agent.profile.Profile;
import dev.manyhands.engine.agent.profile.VersionProbe;
import dev.manyhands.engine.process.Cookie;
import dev.manyhands.engine.process.Program;
import dev.manyhands.engine.process.ProgramEnd;
import dev.manyhands.engine.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks tools for what they say of themselves: each question is bounded in time. */
final class Prober {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final List<String> ALWAYS = List.of("PATH", "HOME", "LANG", "TERM", "TMPDIR");

  private final Surroundings surroundings;
  private final VersionCache versions;
  private final Supervisor supervisor = new Supervisor(GRACE);

  Prober(Surroundings surroundings, VersionCache versions) {
    this.surroundings = surroundings;
    this.versions = versions;
  }

  AgentStatus.Tool status(Profile profile) throws InterruptedException {
    Optional<Path> program = Executables.find(profile.program(), surroundings.path());
    if (program.isEmpty()) {
      return new AgentStatus.Missing(profile.program(), profile.install());
    }
    Optional<String> version = version(profile, program.get());
    return new AgentStatus.Installed(
        program.get(),
        version.orElse(null),
        version.map(profile.version()::accepts).orElse(true),
        profile.version().minimum(),
        login(profile, program.get()),
        profile.install());
  }

  private Optional<String> version(Profile profile, Path program) throws InterruptedException {
    VersionProbe probe = profile.version();
    if (probe.arguments().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> known = versions.find(program);
    if (known.isPresent()) {
      return known;
    }
    Optional<String> said =
        ask(profile, program, probe.arguments()).flatMap(answer -> VersionProbe.in(answer.text()));
    said.ifPresent(version -> versions.put(program, version));
    return said;
  }

  private Login login(Profile profile, Path program) throws InterruptedException {
    LoginProbe probe = profile.login();
    if (probe.variables().stream().anyMatch(name -> surroundings.variable(name).isPresent())
        || probe.files().stream().map(surroundings::file).anyMatch(Files::isRegularFile)) {
      return Login.YES;
    }
    if (probe.arguments().isEmpty()) {
      return Login.UNKNOWN;
    }
    Optional<Answer> answer = ask(profile, program, probe.arguments());
    if (answer.isEmpty()) {
      return Login.UNKNOWN;
    }
    if (answer.get().code() == 0) {
      return Login.YES;
    }
    return probe.settings().stream().map(surroundings::file).anyMatch(Files::isRegularFile)
        ? Login.UNKNOWN
        : Login.NO;
  }

  private record Answer(int code, String text) {}

  /** Returns what a tool says; nothing when it says nothing in time. */
  private Optional<Answer> ask(Profile profile, Path program, List<String> arguments)
      throws InterruptedException {
    List<String> argv = new ArrayList<>(List.of(program.toString()));
    argv.addAll(arguments);
    Cookie cookie = new Cookie(Map.of("MANYHANDS_QUESTION", UUID.randomUUID().toString()));
    try {
      Path log = Files.createTempFile("manyhands-question", ".log");
      try {
        Path home = surroundings.home();
        ProgramEnd end =
            supervisor.run(
                new Program(
                    argv, home, environment(profile, cookie), log, LONGEST, LONGEST, cookie),
                _ -> {});
        return end instanceof ProgramEnd.Exited exited
            ? Optional.of(new Answer(exited.code(), AgentFiles.read(log)))
            : Optional.empty();
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      // A tool that prints what is no text has not answered.
      return Optional.empty();
    }
  }

  private Map<String, String> environment(Profile profile, Cookie cookie) {
    Map<String, String> helpers = new HashMap<>();
    for (String name : ALWAYS) {
      surroundings.variable(name).ifPresent(value -> helpers.put(name, value));
    }
    helpers.put("HOME", surroundings.home().toString());
    helpers.putAll(cookie.variables());
    return profile.environment().of(surroundings.environment(), helpers, Map.of());
  }
}

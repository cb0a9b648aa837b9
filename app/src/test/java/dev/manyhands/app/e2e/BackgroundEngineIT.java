package dev.manyhands.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The background engine as a process: killed, doubled, suspended, outdated. */
@Timeout(300)
@Tag("long")
class BackgroundEngineIT {
  private static final String LONG =
      "version: 1\nname: long\ntasks: [{id: a, command: \"sleep 600\"}]\n";
  private static final String SHORT =
      "version: 1\nname: short\ntasks: [{id: a, command: \"echo 1 > one.txt\"}]\n";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();
  private Lab lab;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    lab = new Lab(folder).withFiles(12);
  }

  @AfterEach
  void endAll() throws Exception {
    http.shutdownNow();
    Lab.Ended stopped = lab.manyhands("stop", "--wait");
    started.forEach(Process::destroyForcibly);
    assertThat(stopped.exitCode()).as(stopped.err()).isZero();
    assertThat(lab.processesLeft()).isEmpty();
  }

  private Lab.Going serve() throws IOException {
    Lab.Going engine = lab.start("serve");
    started.add(engine.process());
    Lab.until(
        "the engine listens, or ends",
        () -> Lab.read(engine.err()).contains("listens") || !engine.process().isAlive());
    return engine;
  }

  private Optional<JsonNode> info() {
    String text = Lab.read(lab.home.resolve("engine.json"));
    return text.isEmpty() ? Optional.empty() : Optional.of(JsonMapper.shared().readTree(text));
  }

  private HttpRequest.Builder request(JsonNode engine, String path) {
    return HttpRequest.newBuilder(URI.create(engine.get("url").stringValue() + path))
        .header("Authorization", "Bearer " + engine.get("token").stringValue())
        .timeout(Duration.ofSeconds(60));
  }

  private String detach(String plan) throws Exception {
    Lab.Ended ended = lab.manyhands("run", lab.plan(plan), "--detach");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return ended.out().strip();
  }

  private JsonNode status(String run) throws Exception {
    return lab.manyhands("status", run, "--json").json();
  }

  private void untilOver(String run) {
    Lab.until("run " + run + " is over", () -> !statusWord(run).equals("running"));
  }

  private String statusWord(String run) {
    try {
      return status(run).get("status").stringValue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  /** Follows a run to its end, and comes back whenever the connection breaks off. */
  private List<Long> follow(String run) {
    List<Long> seen = new ArrayList<>();
    Lab.until("the stream of events ends", () -> followOnce(run, seen));
    return seen;
  }

  private boolean followOnce(String run, List<Long> seen) {
    Optional<JsonNode> engine = info();
    if (engine.isEmpty()) {
      return false;
    }
    HttpRequest.Builder request =
        request(engine.get(), "/runs/" + run + "/events").header("Accept", "text/event-stream");
    if (!seen.isEmpty()) {
      request.header("Last-Event-ID", Long.toString(seen.getLast()));
    }
    try {
      HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
      try (Stream<String> lines = response.body()) {
        lines
            .filter(line -> line.startsWith("id: "))
            .forEach(line -> seen.add(Long.parseLong(line.substring(4))));
      }
      return response.statusCode() == 204;
    } catch (IOException | java.io.UncheckedIOException e) {
      return false; // Killed: another one will be there.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void killedUnderLoadAndStartedAgain() throws Exception {
    Path ran = lab.root.resolve("ran");
    StringBuilder plan =
        new StringBuilder("version: 1\nconcurrency: 3\nenv: {RAN: \"%s\"}\n".formatted(ran));
    plan.append("tasks:\n");
    for (int i = 1; i <= 12; i++) {
      plan.append(
          ("  - {id: t%d, command: \"echo $MANYHANDS_TASK/$MANYHANDS_ATTEMPT >> \\\"$RAN\\\";"
                  + " sleep 0.3; echo %d >> src/f%d.txt\"}\n")
              .formatted(i, i, i));
    }
    Lab.Going engine = serve();
    String run = detach(plan.toString());
    List<Long> seen = new ArrayList<>();
    Thread client = Thread.ofVirtual().start(() -> seen.addAll(follow(run)));

    for (int crash = 1; crash <= 2; crash++) {
      int half = crash * 4;
      Lab.until("some tasks have begun", () -> Lab.read(ran).lines().count() >= half);
      engine.process().destroyForcibly().waitFor();
      engine = serve();
      assertThat(Lab.read(engine.err()))
          .contains("run %s was started with another environment".formatted(run));
    }
    client.join();

    JsonNode report = status(run);
    assertThat(report.get("status").stringValue()).as("%s", report).isEqualTo("succeeded");
    assertThat(Lab.read(ran).lines().toList()).doesNotHaveDuplicates();
    for (int i = 1; i <= 12; i++) {
      assertThat(lab.git("show", "manyhands/%s:src/f%d.txt".formatted(run, i)))
          .endsWith("line 10\n" + i);
    }
    long last = lab.manyhands("events", run, "--json").out().lines().count();
    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
  }

  @Test
  void aCommandThatFollowsARunSurvivesTheEngine() throws Exception {
    Lab.Going engine = serve();
    String plan =
        "version: 1\nname: followed\ntasks: [{id: a, command: \"echo begun; sleep 3; echo 1 >"
            + " one.txt\"}]\n";
    Lab.Going following = lab.start("run", lab.plan(plan), "--json");
    Lab.until("the task has begun", () -> anyLogSays("begun"));
    engine.process().destroyForcibly().waitFor();

    Lab.Ended ended = following.end();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.json().get("status").stringValue()).isEqualTo("succeeded");
  }

  private boolean anyLogSays(String word) {
    try (Stream<Path> files = Files.walk(lab.home)) {
      return files
          .filter(file -> file.toString().contains("/runs/") && Files.isRegularFile(file))
          .anyMatch(file -> Lab.read(file).contains(word));
    } catch (IOException | java.io.UncheckedIOException e) {
      return false; // Something was removed while it was looked at.
    }
  }

  @Test
  void ofTwoAtOnceTheSecondSaysWhoIsThere() throws Exception {
    Lab.Going one = lab.start("serve");
    Lab.Going two = lab.start("serve");
    started.add(one.process());
    started.add(two.process());
    Lab.until("one has ended", () -> !one.process().isAlive() || !two.process().isAlive());

    Lab.Going first = one.process().isAlive() ? one : two;
    Lab.Ended second = (one.process().isAlive() ? two : one).end();
    assertThat(second.exitCode()).isEqualTo(4);
    assertThat(second.err()).contains("a background engine is running already");
    Lab.until("the first listens", () -> info().isPresent());
    assertThat(info().orElseThrow().get("pid").longValue()).isEqualTo(first.process().pid());
    Lab.Ended third = lab.manyhands("serve");
    assertThat(third.exitCode()).isEqualTo(4);
    assertThat(third.err())
        .contains("(process %d)".formatted(first.process().pid()), "manyhands stop");

    first.process().destroy();
    assertThat(first.end().exitCode()).isZero();
    assertThat(info()).isEmpty();
  }

  @Test
  void aFileOfAnEngineThatIsGoneIsNoHindrance() throws Exception {
    serve().process().destroyForcibly().waitFor();
    assertThat(info()).isPresent();
    String run = detach(SHORT);
    untilOver(run);
    assertThat(lab.manyhands("stop", "--wait").exitCode()).isZero();

    // Its number and its port are those of others by now.
    Process other = new ProcessBuilder("sleep", "600").start();
    started.add(other);
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Files.writeString(
          lab.home.resolve("engine.json"),
          JsonMapper.shared()
              .createObjectNode()
              .put("port", silent.getLocalPort())
              .put("token", "t")
              .put("pid", other.pid())
              .put("version", status(run).path("version").stringValue("1"))
              .put("startedAt", "2020-01-01T00:00:00Z")
              .toString());
      untilOver(detach(SHORT));
      assertThat(other.isAlive()).isTrue();
      assertThat(info().orElseThrow().get("pid").longValue()).isNotEqualTo(other.pid());
    }
  }

  @Test
  void oneThatIsSuspendedIsNamedAndGoesOn() throws Exception {
    Lab.Going engine = serve();
    long pid = engine.process().pid();
    String run = detach("version: 1\ntasks: [{id: a, command: \"sleep 1; echo 1 > one.txt\"}]\n");
    signal("STOP", pid);
    for (String command : List.of("run", "run --detach")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
      words.add(lab.plan(SHORT));
      Lab.Ended ended = lab.manyhands(words.toArray(String[]::new));
      assertThat(ended.exitCode()).as(command).isEqualTo(4);
      assertThat(ended.err())
          .contains("(process %d) does not answer".formatted(pid), "kill -CONT " + pid);
    }
    assertThat(status(run).get("status").stringValue()).isEqualTo("running");
    signal("CONT", pid);
    untilOver(run);
    assertThat(status(run).get("status").stringValue()).isEqualTo("succeeded");

    signal("STOP", pid);
    assertThat(lab.manyhands("stop").exitCode()).isZero();
    signal("CONT", pid);
    assertThat(engine.end().exitCode()).isZero();
  }

  @Test
  void oneOfAnotherVersionMakesRoomWhenItCarriesNothing() throws Exception {
    Process outdated = outdated();
    Lab.until("it listens", () -> info().isPresent());
    String url = info().orElseThrow().get("url").stringValue();
    HttpResponse<String> answer =
        http.send(
            request(info().orElseThrow(), "/runs?repo=" + lab.repo.toString().replace(" ", "%20"))
                .POST(HttpRequest.BodyPublishers.ofString(LONG))
                .build(),
            BodyHandlers.ofString());
    String run = JsonMapper.shared().readTree(answer.body()).get("run").stringValue();

    Lab.Ended refused = lab.manyhands("run", lab.plan(SHORT), "--detach");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err())
        .contains("the background engine is Manyhands", "carries 1 run", "manyhands stop");

    assertThat(lab.manyhands("cancel", run).exitCode()).isZero();
    untilOver(run);
    Lab.until("it carries nothing", () -> Files.notExists(lab.home.resolve("carried/" + run)));
    untilOver(detach(SHORT));
    assertThat(info().orElseThrow().get("url").stringValue()).isNotEqualTo(url);
    assertThat(outdated.isAlive()).isFalse();
  }

  /** Starts an engine of what looks like another build. */
  private Process outdated() throws IOException {
    Path app = Path.of("target", "manyhands").toAbsolutePath();
    Path mine = Files.createDirectories(lab.root.resolve("other"));
    List<String> classPath = new ArrayList<>();
    try (Stream<Path> jars = Files.list(app.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        boolean own = jar.getFileName().toString().startsWith("manyhands-app");
        classPath.add((own ? Files.copy(jar, mine.resolve("app.jar")) : jar).toString());
      }
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(":", classPath),
                "dev.manyhands.app.Main",
                "serve")
            .directory(lab.repo.toFile())
            .redirectErrorStream(true)
            .redirectOutput(lab.root.resolve("other.log").toFile());
    builder.environment().put("MANYHANDS_HOME", lab.home.toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--listen 0.0.0.0:0",
        "--listen [::]:0 --tls-cert FILE",
        "--listen 0.0.0.0:0 --tls-cert FILE --tls-key FILE",
        "--listen 0.0.0.0:0 --token-file TOKEN",
        "--listen 0.0.0.0:0 --tls-cert none.pem --tls-key FILE --token-file TOKEN",
        "--listen 127.0.0.1:port",
        "--token-file FILE"
      })
  void elsewhereOnlyWithTlsAndAToken(String options) throws Exception {
    Files.writeString(lab.root.resolve("file"), "weak");
    Files.writeString(lab.root.resolve("token"), "0123456789abcdef".repeat(4));
    List<String> words = new ArrayList<>(List.of("serve"));
    for (String word : options.split(" ", -1)) {
      words.add(
          switch (word) {
            case "FILE" -> lab.root.resolve("file").toString();
            case "TOKEN" -> lab.root.resolve("token").toString();
            default -> word;
          });
    }
    Lab.Ended ended = lab.manyhands(words.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
    assertThat(info()).isEmpty();
  }

  @Test
  void aDatabaseThatIsLockedIsWaitedFor() throws Exception {
    serve();
    untilOver(detach(SHORT));
    Path database;
    try (Stream<Path> files = Files.walk(lab.home)) {
      database = files.filter(file -> file.endsWith("manyhands.db")).findFirst().orElseThrow();
    }
    Lab.Going going;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      going = lab.start("run", lab.plan(SHORT), "--json");
      // Whoever only looks does not wait.
      assertThat(lab.manyhands("list", "--json").json()).hasSize(1);
      assertThat(going.process().isAlive()).isTrue();
      statement.execute("ROLLBACK");
    }
    Lab.Ended ended = going.end();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(lab.manyhands("list", "--json").json()).hasSize(2);
  }
}

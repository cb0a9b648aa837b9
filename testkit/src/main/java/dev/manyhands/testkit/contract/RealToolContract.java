package dev.manyhands.testkit.contract;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Work;
import dev.manyhands.engine.agent.ToolAgent;
import dev.manyhands.engine.agent.profile.BuiltInProfiles;
import dev.manyhands.engine.agent.profile.Profile;
import dev.manyhands.engine.port.AgentRunner;
import dev.manyhands.testkit.model.Action;
import dev.manyhands.testkit.model.Failure;
import dev.manyhands.testkit.model.Fault;
import dev.manyhands.testkit.model.Script;
import dev.manyhands.testkit.model.ScriptedModel;
import dev.manyhands.testkit.model.ToolSetup;
import dev.manyhands.testkit.model.ToolSetups;
import dev.manyhands.testkit.model.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on a coding tool as it is, which talks to a scripted model. The system property
 * {@code manyhands.real-agents} is the folder that {@code testkit/src/real-agents/install} prints.
 */
public abstract class RealToolContract extends AgentRunnerContract {
  private static final String DAEMONS =
      """
      sleep 600 >/dev/null 2>&1 &
      (setsid sleep 600 >/dev/null 2>&1 &)
      (setsid sh -c 'trap "" TERM; sleep 600; sleep 600' >/dev/null 2>&1 &)
      echo started
      """;
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int TIMES = 4;
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofMinutes(1);

  /** How long a whole task takes here and now, by the name of the agent. */
  private static final Map<String, Duration> TIMED = new ConcurrentHashMap<>();

  /** One for all tests of a tool, as a user has: some set it up for long when they first start. */
  @TempDir static Path home;

  private final String name;
  private final String tool;

  private ScriptedModel model = ScriptedModel.start();

  /**
   * Creates the contract.
   *
   * @param name of a built-in agent
   * @param tool the name of its executable
   */
  protected RealToolContract(String name, String tool) {
    this.name = name;
    this.tool = tool;
  }

  @BeforeEach
  final void startModel() throws IOException, InterruptedException {
    model.close();
    model =
        ScriptedModel.start(
            Script.of("does-it", write("done.txt", "done\n"), Turn.text("all done")),
            Script.of("fails", write("partial.txt", "half\n"), broken()),
            Script.of("hangs", shell("touch started.txt"), hanging()),
            // No two are equal: some tools take that for a loop, and end it.
            Script.of(
                "talks",
                IntStream.range(0, 1_000)
                    .mapToObj(i -> shell("echo %d > started.txt".formatted(i)))
                    .map(turn -> turn.after(Duration.ofMillis(50)))
                    .toArray(Turn[]::new)),
            Script.of("daemons", shell(DAEMONS), Turn.text("all done")),
            Script.of("hangs-with-daemons", shell(DAEMONS), shell("touch started.txt"), hanging()),
            Script.of(
                "environment", shell("env | cut -d= -f1 > environment.txt"), Turn.text("all done")),
            Script.of("first", Turn.text("first answer")),
            Script.of("second", Turn.text("second answer")),
            Script.of("asks", outside(), Turn.text("all done")));
    ToolSetups.of(tool).writeFiles(model, home);
    if (!TIMED.containsKey(name)) {
      timeOfOne(); // Sets up the home.
      TIMED.put(name, timeOfOne());
    }
  }

  @AfterEach
  final void stopModel() {
    model.close();
  }

  private static Turn write(String file, String content) {
    return Turn.acts(new Action.Write(file, content));
  }

  /** Returns a turn in which the model runs a command. */
  protected static Turn shell(String command) {
    return Turn.acts(new Action.Shell(command));
  }

  private static Turn broken() {
    return Turn.text("no").failing(new Fault.Status(400, Optional.empty()), Failure.ALWAYS);
  }

  private static Turn hanging() {
    return Turn.text("no").failing(new Fault.Hang(Optional.empty()), Failure.ALWAYS);
  }

  /** Returns a turn in which the model wants to write {@code ../outside.txt}. */
  protected Turn outside() {
    return write("../outside.txt", "outside\n");
  }

  /** Returns arguments that the tool needs in front of its own for a scripted model. */
  protected List<String> firstArguments() {
    return List.of();
  }

  /** Returns the model that is named to the tool; empty for the one of its settings. */
  protected Optional<String> modelName() {
    return Optional.empty();
  }

  /** Returns how the tool is pointed to the scripted model. */
  protected final Map<String, String> setup() {
    ToolSetup setup = ToolSetups.of(tool);
    return new LinkedHashMap<>(setup.environment(model, home));
  }

  @Override
  protected final AgentRunner agent() {
    Path folder = Path.of(System.getProperty("manyhands.real-agents", "/nonexistent"));
    Profile profile =
        BuiltInProfiles.all().stream()
            .filter(known -> known.name().value().equals(name))
            .findFirst()
            .orElseThrow()
            .withProgram(folder.resolve("bin").resolve(tool).toString())
            .withFirstArguments(firstArguments());
    return new ToolAgent(profile, Map.of(), Duration.ofMillis(500));
  }

  @Override
  protected Map<String, String> environment() {
    return setup();
  }

  @Override
  protected List<String> variablesOfItsOwn() {
    List<String> names = new ArrayList<>(super.variablesOfItsOwn());
    names.addAll(List.of("SHELL", "TERM", "LANG", "LC_ALL", "PAGER", "GIT_PAGER", "NO_COLOR"));
    return names;
  }

  /** Tools start slowly, most of all where many do: a few times what a task takes here and now. */
  @Override
  protected final Duration patience() {
    Duration some = TIMED.getOrDefault(name, MOST).multipliedBy(TIMES);
    return some.compareTo(LEAST) < 0 ? LEAST : some.compareTo(MOST) > 0 ? MOST : some;
  }

  @Override
  protected Duration plenty() {
    return Duration.ofMinutes(4);
  }

  @Override
  protected Optional<Work> work(Behaviour behaviour) {
    String script =
        switch (behaviour) {
          case DOES_IT -> "does-it";
          case FAILS -> "fails";
          case HANGS -> "hangs";
          case TALKS -> "talks";
          case LEAVES_DAEMONS -> "daemons";
          case HANGS_WITH_DAEMONS -> "hangs-with-daemons";
          case SHOWS_ENVIRONMENT -> "environment";
          case GOES_ON -> "first";
          case ASKS -> "asks";
        };
    Brief standard = Brief.STANDARD;
    Brief brief =
        new Brief(
            modelName().orElse(null),
            false,
            standard.budget(),
            null,
            standard.permissions(),
            standard.patience());
    String prompt = "Do it. [[script:%s#%d]]".formatted(script, NUMBER.incrementAndGet());
    return Optional.of(new Work.Prompt(prompt, brief));
  }

  @Override
  protected String message(Behaviour behaviour) {
    return "Go on. [[script:second#%d]]".formatted(NUMBER.incrementAndGet());
  }

  /** Says whether the tool is installed. */
  protected final boolean isInstalled() {
    return Files.isExecutable(
        Path.of(System.getProperty("manyhands.real-agents", "/nonexistent"), "bin", tool));
  }
}

package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Combine.OnConflict;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.RunLimits;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskLimits;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.plan.WorkspaceSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes plans with anything in them that a plan can hold. */
record RandomPlans(Random random) {
  private static final String CHARACTERS = "ab \"\\'\n\t\u0001é😀{}[]:,/*#-\u2028";

  Plan next() {
    Map<String, String> env = new LinkedHashMap<>();
    texts(0).forEach(value -> env.put("V" + random.nextInt(1000), value));
    List<TaskSpec> tasks = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      tasks.add(task(i));
    }
    return new Plan(
        text(),
        text(),
        1 + random.nextInt(10_000),
        new RunLimits(duration(), duration(), budget()),
        new WorkspaceSpec(random.nextBoolean() ? null : argv(), texts(0)),
        env,
        texts(0),
        tasks,
        new Combine(
            check(),
            List.of(OnConflict.values()).get(random.nextInt(3)),
            random.nextInt(101),
            text(),
            texts(0)));
  }

  private Budget budget() {
    return new Budget(
        random.nextBoolean() ? null : 1 + random.nextLong(Long.MAX_VALUE),
        random.nextBoolean() ? null : BigDecimal.valueOf(1 + random.nextInt(10_000), 2));
  }

  private TaskSpec task(int number) {
    boolean prompt = random.nextBoolean();
    return new TaskSpec(
        id(number),
        text(),
        prompt ? new AgentName("agent" + random.nextInt(9)) : AgentName.COMMAND,
        prompt ? new Work.Prompt("x" + text()) : new Work.Program(argv()),
        texts(0),
        IntStream.range(0, number).filter(i -> random.nextBoolean()).mapToObj(this::id).toList(),
        check(),
        new TaskLimits(duration(), duration(), duration(), random.nextInt(101)));
  }

  private TaskId id(int number) {
    return new TaskId("task-" + number + "_x.y");
  }

  private Check check() {
    return random.nextBoolean() ? null : new Check(argv(), duration());
  }

  private List<String> argv() {
    List<String> argv = new ArrayList<>(texts(1));
    argv.set(0, "p" + argv.getFirst());
    return argv;
  }

  private List<String> texts(int least) {
    return random.ints(least + random.nextInt(3), 0, 1).mapToObj(i -> text()).toList();
  }

  private String text() {
    int[] all = CHARACTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    random.ints(random.nextInt(12), 0, all.length).forEach(i -> text.appendCodePoint(all[i]));
    return text.toString();
  }

  private Duration duration() {
    return Duration.ofMillis(1 + random.nextLong(Duration.ofDays(366).toMillis()));
  }
}

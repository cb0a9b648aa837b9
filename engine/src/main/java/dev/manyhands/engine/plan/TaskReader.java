package dev.manyhands.engine.plan;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads single tasks.
 *
 * @param agents finds their agents
 * @param defaults what holds for all tasks
 */
record TaskReader(Agents agents, TaskDefaults defaults, Problems problems) {
  static final int LONGEST_TITLE = 200;

  /** Returns a reader like this one for another text. */
  TaskReader with(Problems others) {
    return new TaskReader(agents.with(others), defaults, others);
  }

  TaskDraft read(YamlNode node) {
    Section task = Section.of(node, "a task", "begin each task with '- id: name'", problems);
    boolean isTask = node instanceof YamlNode.Mapping;
    Optional<Located<String>> name = task.word("id");
    Optional<TaskId> id = isTask ? id(task, name) : Optional.empty();
    Optional<String> title =
        task.text("title")
            .flatMap(text -> Scalars.line(text, "'title'", LONGEST_TITLE, problems))
            .map(Located::value);
    Optional<Work> work = isTask ? work(task) : Optional.empty();
    Optional<Located<String>> ownAgent = task.text("agent");
    Optional<AgentName> agent = work.flatMap(w -> agents.agent(task.at(), w, ownAgent));
    List<String> files = task.globs("files").stream().map(Located::value).toList();
    if (task.has("files") && files.isEmpty()) {
      problems.warn(task.at("files"), "an empty 'files' lets the task change anything");
    }
    List<Located<String>> needs = needs(task);
    Optional<Work> briefed = briefed(task, work, files);
    PlanDefaults.Given common = defaults.given();
    PlanDefaults.Given given = PlanDefaults.Given.read(task, common.check()).or(common);
    task.refuseUnknown();
    warn(task, given);

    if (id.isEmpty() || briefed.isEmpty() || agent.isEmpty()) {
      return new TaskDraft(task.at(), name, needs, Optional.empty());
    }
    TaskSpec spec =
        new TaskSpec(
            id.get(),
            title.orElse(id.get().value()),
            agent.get(),
            briefed.get(),
            files,
            ids(needs),
            given.check().map(argv -> new Check(argv, given.longestCheck())).orElse(null),
            given.limits(briefed.get()));
    return new TaskDraft(task.at(), name, needs, Optional.of(spec));
  }

  private void warn(Section task, PlanDefaults.Given given) {
    if (task.has("timeout") && given.timeout().filter(this::isTooLong).isPresent()) {
      problems.warn(task.at("timeout"), "this is longer than 'limits.wall' gives the whole run");
    }
  }

  private boolean isTooLong(Duration timeout) {
    return timeout.compareTo(defaults.wall()) > 0;
  }

  /** Returns the work with its particulars, which only prompts have. */
  private Optional<Work> briefed(Section task, Optional<Work> work, List<String> files) {
    if (work.isPresent() && work.get() instanceof Work.Program) {
      BriefKeys.refuse(task, problems);
      return work;
    }
    BriefKeys keys = BriefKeys.read(task, problems).or(defaults.brief());
    Permissions own = PermissionKeys.read(task, problems);
    Brief brief = keys.brief(PermissionKeys.inFront(own, defaults.permissions()));
    if (brief.readOnly() && !files.isEmpty()) {
      problems.warn(task.at("files"), "a task with 'readOnly' changes nothing; remove 'files'");
    }
    return work.map(
        w ->
            switch (w) {
              case Work.Prompt prompt -> new Work.Prompt(prompt.text(), brief);
              case Work.Program program -> program;
            });
  }

  /** Returns the needs that can be ids; for the others a problem will be added. */
  private static List<TaskId> ids(List<Located<String>> needs) {
    return needs.stream()
        .map(Located::value)
        .filter(need -> TaskId.SHAPE.matcher(need).matches())
        .map(TaskId::new)
        .toList();
  }

  private Optional<TaskId> id(Section task, Optional<Located<String>> name) {
    if (name.isEmpty()) {
      if (!task.has("id")) {
        problems.add(task.at(), "this task has no id; write 'id: name'");
      }
      return Optional.empty();
    }
    String value = name.get().value();
    if (TaskId.SHAPE.matcher(value).matches()) {
      return Optional.of(new TaskId(value));
    }
    problems.add(
        name.get().at(),
        "%s is no id; write at most 64 of a-z, 0-9, '.', '_' and '-', such as '%s'"
            .formatted(Words.quote(value), like(value)));
    return Optional.empty();
  }

  /** Returns an id that resembles what is none. */
  private static String like(String value) {
    String plain =
        value
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._]+", "-")
            .replaceAll("^[^a-z0-9]+|-+$", "");
    String cut = plain.substring(0, Math.min(plain.length(), 64));
    return TaskId.SHAPE.matcher(cut).matches() ? cut : "core-tests";
  }

  private Optional<Work> work(Section task) {
    Optional<YamlNode> prompt = task.find("prompt");
    Optional<YamlNode> command = task.find("command");
    if (task.has("prompt") && task.has("command")) {
      problems.add(
          task.at("command"), "this task has both a prompt and a command; remove one of the two");
      return Optional.empty();
    }
    if (!task.has("prompt") && !task.has("command")) {
      problems.add(
          task.at(), "this task has nothing to do; write a prompt for an agent, or a command");
      return Optional.empty();
    }
    return prompt
        .flatMap(this::prompt)
        .or(
            () ->
                command
                    .flatMap(node -> Programs.read("'command'", node, problems))
                    .map(Work.Program::new));
  }

  private Optional<Work> prompt(YamlNode node) {
    Optional<Located<String>> text = Scalars.text("'prompt'", node, problems);
    if (text.isPresent() && text.get().value().isBlank()) {
      problems.add(node.at(), "'prompt' is empty; say what is to be done");
      return Optional.empty();
    }
    return text.map(prompt -> new Work.Prompt(prompt.value()));
  }

  private List<Located<String>> needs(Section task) {
    List<Located<String>> needs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode node : task.items("needs")) {
      Optional<Located<String>> need = Scalars.word(Section.itemOf("needs"), node, problems);
      if (need.isEmpty()) {
        continue;
      }
      if (seen.add(need.get().value())) {
        needs.add(need.get());
      } else {
        problems.add(
            node.at(),
            "%s stands in 'needs' twice; remove one".formatted(Words.quote(need.get().value())));
      }
    }
    return needs;
  }
}

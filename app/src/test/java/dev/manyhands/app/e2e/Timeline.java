package dev.manyhands.app.e2e;

import dev.manyhands.testkit.model.ReceivedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a main agent and its helpers did, and when: the requests that the scripted model got, and
 * the events of the run.
 */
final class Timeline {
  /** The beginning of the document. */
  static final String HEAD =
      """
      # A main agent works while its helpers work

      Two recorded sessions: Claude Code and Codex, each as the *main* agent, with `manyhands mcp` as
      `manyhands install` configures it. What the model says is scripted ([how](scripted-model.md)); the
      tools, their helpers and all times are real. The helpers `b` and `d` wait for the file that the
      main agent writes after handing over, so one that waited for its helpers would never have ended.

      Written by `MainAgentIT` on a machine without network, as `.ci/run` runs the profile:

          ./mvnw verify -P real-agents -Dit.test=MainAgentIT -Dregenerate=true

      The first column is in seconds from the main agent's first word.

      """;

  private static final int LONGEST = 300;
  private static final Pattern TOLD = Pattern.compile("\"finished_since\":\\[.*?]");

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<JsonNode> events = new ArrayList<>();

  private record Heard(Instant at, ReceivedRequest request) {
    boolean isOf(String script) {
      return request.script().filter(script::equals).isPresent();
    }
  }

  private record Row(Instant at, String main, String helpers) {}

  /** Takes a request of the main agent or a helper. */
  void heard(ReceivedRequest request) {
    heard.add(new Heard(Instant.now(), request));
  }

  /** Takes the run's events, as JSON lines. */
  void events(String lines) {
    lines.lines().map(JsonMapper.shared()::readTree).forEach(events::add);
  }

  private Stream<Heard> of(String script) {
    return heard.stream().filter(each -> each.isOf(script));
  }

  /** Returns when a turn was asked for, which is when the result of the one before was there. */
  Instant turn(String script, int turn) {
    return of(script)
        .filter(each -> each.request().turn().orElse(-1) == turn)
        .map(Heard::at)
        .findFirst()
        .orElseThrow();
  }

  Instant started(String task) {
    return at("AttemptStarted", task);
  }

  Instant ended(String task) {
    return at("AttemptEnded", task);
  }

  private Instant at(String type, String task) {
    return events.stream()
        .filter(event -> text(event, "type").equals(type) && text(event, "task").equals(task))
        .map(Timeline::at)
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(JsonNode event) {
    return Instant.parse(text(event, "at"));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).stringValue("");
  }

  /** Returns what tools answered, as the requests after them have it. */
  List<String> answers(String script) {
    return of(script).map(each -> answer(each.request().body())).toList();
  }

  /** The last text of a request that is one: of a tool's result, or of what a user said. */
  private static String answer(JsonNode body) {
    JsonNode said = body.has("messages") ? body.path("messages") : body.path("input");
    String last = "";
    for (JsonNode message : said) {
      for (String text : texts(message)) {
        last = text.isBlank() ? last : text;
      }
    }
    return last;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    for (String name : List.of("content", "output", "text")) {
      JsonNode inside = node.path(name);
      if (inside.isString()) {
        texts.add(inside.stringValue());
      }
      for (JsonNode each : inside) {
        texts.addAll(texts(each));
      }
    }
    return texts;
  }

  /** Returns the session as a section of the document. */
  String page(String script, String version) {
    Instant start = turn(script, 0);
    List<Row> rows = new ArrayList<>();
    List<Heard> turns = of(script).toList();
    for (Heard each : turns) {
      int turn = each.request().turn().orElse(0);
      if (turn > 0) {
        rows.add(new Row(each.at(), "← " + shortened(answer(each.request().body())), ""));
      }
      rows.add(new Row(each.at(), ACTIONS.get(Math.min(turn, ACTIONS.size() - 1)), ""));
    }
    events.forEach(event -> row(event).ifPresent(rows::add));
    rows.sort(Comparator.comparing(Row::at));
    StringBuilder page = new StringBuilder("## " + version + "\n\n");
    page.append("On %s UTC.%n%n".formatted(start.truncatedTo(ChronoUnit.SECONDS)));
    page.append("| s | main agent | helpers |\n|---:|---|---|\n");
    for (Row row : rows) {
      double seconds = Duration.between(start, row.at()).toMillis() / 1000.0;
      page.append("| %.2f | %s | %s |%n".formatted(seconds, row.main(), row.helpers()));
    }
    return page.toString();
  }

  /** What the script has the main agent do, turn by turn. */
  private static final List<String> ACTIONS =
      List.of(
          "**calls `spawn_agents`** with the tasks `a` (claude), `b` (codex), `c` and `d`"
              + " (programs)",
          "**writes `notes.md`** itself",
          "**calls `list_agents`**",
          "**calls `wait_agents`** for all",
          "**calls `combine`**",
          "says that the four files are combined");

  private static Optional<Row> row(JsonNode event) {
    String task = "`" + text(event, "task") + "`";
    String what =
        switch (text(event, "type")) {
          case "AttemptStarted" -> task + " starts";
          case "AttemptEnded" -> "%s ends: %s".formatted(task, text(event.path("end"), "outcome"));
          case "TaskMerged" -> task + " is combined with the others";
          case "ResultPublished" ->
              "the result is one commit on `%s`".formatted(text(event, "branch"));
          default -> "";
        };
    return what.isEmpty() ? Optional.empty() : Optional.of(new Row(at(event), "", what));
  }

  private static String shortened(String answer) {
    Matcher told = TOLD.matcher(answer);
    String news = told.find() ? Objects.requireNonNull(told.group()) : "";
    String plain =
        answer
            .replaceAll("/\\S*/a lab/the repo/", "")
            .replace("|", "\\|")
            .replaceAll("\\s+", " ")
            .replace("`", "'");
    String head = plain.length() > LONGEST ? plain.substring(0, LONGEST) + " …" : plain;
    boolean missing = !news.isEmpty() && !head.contains(news);
    return "`" + head + (missing ? " " + news : "") + "`";
  }
}

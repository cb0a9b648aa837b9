package dev.manyhands.app.http;

import dev.manyhands.engine.Cleaned;
import dev.manyhands.engine.agent.AgentCatalog;
import dev.manyhands.engine.agent.catalog.AgentStatus;
import dev.manyhands.engine.plan.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of the engine itself. */
final class EngineHandlers {
  static final Route.Body CLEAN =
      new Route.Body(
          "",
          List.of(Route.JSON),
          Map.of(
              "olderThan",
              new Route.Field("string", false, "Only of runs that ended this long ago (7d)."),
              "dryRun",
              new Route.Field("boolean", false, "Only says what would be removed.")));

  private final EngineInfo info;
  private final Places places;
  private final CarriedRuns carried;
  private final Runnable stop;

  EngineHandlers(EngineInfo info, Places places, CarriedRuns carried, Runnable stop) {
    this.info = info;
    this.places = places;
    this.carried = carried;
    this.stop = stop;
  }

  Answer show(Call call) {
    return Answer.ok(
        RunViews.object()
            .put("pid", info.pid())
            .put("version", info.version())
            .put("startedAt", info.startedAt().toString())
            .put("running", carried.count()));
  }

  Answer stop(Call call) {
    // After the answer is on its way.
    Thread.ofPlatform().name("stop").start(stop);
    return new Answer.Json(
        202, RunViews.object().put("pid", info.pid()).put("running", carried.count()));
  }

  Answer agents(Call call) throws InterruptedException {
    Optional<Path> repo = call.folder("repo");
    AgentCatalog catalog =
        repo.isPresent() ? places.at(repo.get()).here().agents() : places.agentsOfTheUser();
    ObjectNode node = RunViews.object();
    ArrayNode array = node.putArray("agents");
    for (AgentStatus status : catalog.status(catalog.agents())) {
      Optional<AgentStatus.Problem> problem = status.problem();
      array
          .addObject()
          .put("name", status.agent().name().value())
          .put("description", status.agent().description())
          .put("available", problem.isEmpty())
          .put("reason", problem.map(AgentStatus.Problem::what).orElse(null))
          .put("origin", status.agent().origin())
          .put("version", status.version().orElse(null));
    }
    return Answer.ok(node);
  }

  Answer clean(Call call) throws InterruptedException {
    Fields fields = call.fields(CLEAN);
    String age = fields.text("olderThan").orElse("7d");
    Duration olderThan =
        DurationText.parse(age).orElseThrow(() -> Call.wrong("olderThan", age, "it as 12h or 7d"));
    Place place =
        places.at(
            call.folder("repo")
                .orElseThrow(() -> Refusal.usage("the parameter 'repo' is missing", "")));
    Cleaned cleaned = place.engine().clean(olderThan, fields.flag("dryRun"));
    ObjectNode node = RunViews.object().put("bytes", cleaned.bytes());
    ArrayNode removed = node.putArray("removed");
    cleaned.removed().forEach(removed::add);
    ArrayNode kept = node.putArray("kept");
    cleaned.kept().forEach(kept::add);
    return Answer.ok(node);
  }
}

package dev.manyhands.app.http;

import dev.manyhands.app.http.Route.Body;
import dev.manyhands.app.http.Route.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Everything that can be asked: what the server answers and what the OpenAPI document lists. */
final class Routes {
  static final String PREFIX = "/api/v1";

  private static final Parameter REPO =
      new Parameter("repo", "string", "A folder in the repository (an absolute path).");
  private static final Parameter WAIT =
      new Parameter("wait", "string", "How long to wait, such as 30s; at most 60s.");
  private static final Parameter FROM =
      new Parameter("from", "integer", "How many to pass over (default: 0).");
  private static final Parameter LIMIT = new Parameter("limit", "integer", "How many at the most.");
  private static final Parameter ATTEMPT =
      new Parameter("attempt", "integer", "Which attempt (default: the latest).");
  private static final Parameter OFFSET =
      new Parameter("offset", "integer", "How many bytes to pass over.");
  private static final Parameter BYTES =
      new Parameter("limit", "integer", "How many bytes at the most.");
  private static final Parameter OPTION =
      new Parameter("option", "string", "How git shows it, such as --stat; may be repeated.");

  private final List<Route> routes;

  Routes(EngineHandlers engine, RunHandlers runs, TaskHandlers tasks, WebhookHandlers webhooks) {
    String run = "/runs/{run}";
    String task = run + "/tasks/{task}";
    routes =
        List.of(
            Route.get("/engine", "showEngine", "Says what engine this is.", engine::show),
            Route.post(
                "/stop",
                "stopEngine",
                "Interrupts all helpers, keeps their files, and ends.",
                engine::stop),
            Route.post(
                    "/clean",
                    "clean",
                    "Removes what runs that are over no longer need.",
                    engine::clean,
                    REPO)
                .taking(EngineHandlers.CLEAN),
            Route.get("/agents", "listAgents", "Lists the kinds of helpers.", engine::agents, REPO),
            Route.get("/openapi.json", "openApi", "This document.", _ -> Answer.ok(openApi())),
            Route.post(
                    "/runs",
                    "submitRun",
                    "Starts a run of a plan.",
                    runs::submit,
                    REPO,
                    new Parameter(
                        "open", "boolean", "Whether tasks are added until it is combined."),
                    new Parameter("name", "string", "Its name, if the plan gives none."),
                    new Parameter("concurrency", "integer", "Subagents at a time."),
                    new Parameter("carry", "boolean", "Whether to start it now (default: true)."),
                    new Parameter(
                        "webhook",
                        "string",
                        "Where its events are sent; the secret is in the header Webhook-Secret."))
                .taking(
                    new Body(
                        "A plan as in a plan file: YAML or JSON.",
                        List.of("application/yaml", Route.JSON, Documents.PLAN),
                        Map.of())),
            Route.get(
                "/runs",
                "listRuns",
                "Lists runs, the newest first.",
                runs::list,
                REPO,
                FROM,
                LIMIT),
            Route.get(
                run,
                "showRun",
                "Says where a run stands; with wait, as soon as nobody carries it any longer.",
                runs::show,
                REPO,
                WAIT),
            Route.get(
                run + "/plan",
                "showPlan",
                "Returns the plan with every default filled in.",
                runs::plan,
                REPO),
            Route.get(
                    run + "/events",
                    "events",
                    "Returns events after a number, or sends them as they come.",
                    runs::events,
                    REPO,
                    WAIT,
                    LIMIT,
                    new Parameter(
                        "after", "integer", "The number of the last event seen (default: 0)."))
                .returning(Route.JSON, "text/event-stream"),
            Route.post(
                    run + "/carry",
                    "carryRun",
                    "Takes a run up again that was stopped.",
                    runs::carry,
                    REPO)
                .taking(RunHandlers.CARRY),
            Route.post(
                run + "/stop",
                "stopRun",
                "Interrupts a run's helpers and keeps their files.",
                runs::stop,
                REPO),
            Route.post(
                    run + "/cancel",
                    "cancelRun",
                    "Ends a run; what is done is combined.",
                    runs::cancel,
                    REPO)
                .taking(RunHandlers.REASON),
            Route.post(
                    run + "/combine",
                    "combineRun",
                    "Closes an open run: what passes becomes one commit.",
                    runs::combine,
                    REPO,
                    WAIT)
                .taking(RunHandlers.COMBINE),
            Route.post(
                run + "/land",
                "landRun",
                "Brings the result into the branch that is checked out.",
                runs::land,
                REPO),
            Route.get(
                    run + "/report",
                    "report",
                    "Returns what became of a run.",
                    runs::report,
                    REPO,
                    new Parameter("format", "string", "json (default), md, html, junit or sarif."))
                .returning(
                    Route.JSON,
                    "text/markdown",
                    "text/html",
                    "application/xml",
                    "application/sarif+json"),
            Route.get(
                    run + "/diff",
                    "diffRun",
                    "Returns what a run changed.",
                    runs::diff,
                    REPO,
                    OPTION)
                .returning("text/x-diff"),
            Route.get(
                run + "/questions",
                "listQuestions",
                "Lists what subagents wait to be told.",
                runs::questions,
                REPO),
            Route.get(
                run + "/approvals",
                "listApprovals",
                "Lists what subagents wait to be allowed.",
                runs::approvals,
                REPO),
            Route.get(
                run + "/tasks",
                "listTasks",
                "Lists tasks, and counts them by state.",
                tasks::list,
                REPO,
                FROM,
                LIMIT),
            Route.post(run + "/tasks", "addTasks", "Adds tasks to an open run.", tasks::add, REPO)
                .taking(
                    new Body(
                        "An object with 'tasks', or a list: tasks as in a plan.",
                        List.of(Route.JSON, Documents.TASKS),
                        Map.of())),
            Route.get(
                task,
                "showTask",
                "Says where a task stands, with its attempts.",
                tasks::show,
                REPO),
            Route.get(
                    task + "/diff",
                    "diffTask",
                    "Returns what a task's latest attempt changed.",
                    tasks::diff,
                    REPO,
                    OPTION)
                .returning("text/x-diff"),
            Route.get(
                    task + "/transcript",
                    "transcript",
                    "Returns what a helper said and did.",
                    tasks::transcript,
                    REPO,
                    ATTEMPT,
                    OFFSET,
                    BYTES)
                .returning("application/x-ndjson"),
            Route.get(
                    task + "/log",
                    "log",
                    "Returns what a helper printed.",
                    tasks::log,
                    REPO,
                    ATTEMPT,
                    OFFSET,
                    BYTES)
                .returning("text/plain"),
            Route.post(
                    task + "/messages",
                    "sendMessage",
                    "Sends a text to a subagent.",
                    tasks::send,
                    REPO)
                .taking(TaskHandlers.MESSAGE),
            Route.post(
                    task + "/answer",
                    "answer",
                    "Answers a question of a subagent.",
                    tasks::answer,
                    REPO)
                .taking(TaskHandlers.ANSWER),
            Route.post(task + "/cancel", "cancelTask", "Ends a task.", tasks::cancel, REPO)
                .taking(RunHandlers.REASON),
            Route.post(
                    "/webhooks",
                    "addWebhook",
                    "Has events sent to an address, as they come.",
                    webhooks::create,
                    REPO)
                .taking(WebhookHandlers.WEBHOOK),
            Route.get("/webhooks", "listWebhooks", "Lists webhooks.", webhooks::list),
            Route.delete(
                "/webhooks/{webhook}",
                "removeWebhook",
                "Sends no more events to a webhook.",
                webhooks::remove),
            Route.get(
                "/webhooks/{webhook}/dead-letters",
                "listDeadLetters",
                "Lists events that a webhook did not take, the newest first.",
                webhooks::deadLetters,
                FROM,
                LIMIT));
  }

  private ObjectNode openApi() {
    return OpenApi.document(routes);
  }

  List<Route> all() {
    return routes;
  }

  /**
   * A route that was found.
   *
   * @param variables of its path
   */
  record Match(Route route, Map<String, String> variables) {}

  /**
   * Finds the route of a request.
   *
   * @param rawPath as it was sent, with escapes
   */
  Match find(String method, String rawPath) {
    if (!rawPath.startsWith(PREFIX + "/")) {
      throw nothing();
    }
    String[] asked = rawPath.substring(PREFIX.length() + 1).split("/", -1);
    boolean otherMethod = false;
    for (Route route : routes) {
      Optional<Map<String, String>> variables = match(route.segments(), asked);
      if (variables.isPresent() && route.method().equals(method)) {
        return new Match(route, variables.get());
      }
      otherMethod |= variables.isPresent();
    }
    throw otherMethod ? Refusal.of(405, "not with " + Call.shorten(method), "") : nothing();
  }

  private static Refusal nothing() {
    return Refusal.of(404, "there is nothing at this address", "see " + PREFIX + "/openapi.json");
  }

  private static Optional<Map<String, String>> match(List<String> segments, String[] asked) {
    if (segments.size() != asked.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < asked.length; i++) {
      String segment = segments.get(i);
      if (Route.isVariable(segment)) {
        variables.put(segment.substring(1, segment.length() - 1), Call.decode(asked[i]));
      } else if (!segment.equals(asked[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}

package dev.manyhands.app.http;

import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.service.DeadLetter;
import dev.manyhands.engine.service.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of webhooks. Their secrets go in and never out. */
final class WebhookHandlers {
  /** Carries the secret of a webhook that is given with a run: an address is seen by many. */
  static final String SECRET = "Webhook-Secret";

  static final Route.Body WEBHOOK =
      new Route.Body(
          "",
          List.of(Route.JSON),
          Map.of(
              "url",
              new Route.Field("string", true, "Where events are sent: http or https."),
              "secret",
              new Route.Field(
                  "string", true, "Signs what is sent (HMAC-SHA256); 16 to 256 characters."),
              "run",
              new Route.Field(
                  "string",
                  false,
                  "Of which run, from its first event on (default: every run of the repository that"
                      + " begins from now on).")));

  private final Places places;
  private final Webhooks webhooks;

  WebhookHandlers(Places places, Webhooks webhooks) {
    this.places = places;
    this.webhooks = webhooks;
  }

  Answer create(Call call) throws InterruptedException {
    Fields fields = call.fields(WEBHOOK);
    URI url = Webhooks.check(fields.demandText("url"), fields.demandText("secret"));
    Optional<String> named = fields.text("run");
    Optional<Path> repo = call.folder("repo");
    Webhook made;
    if (named.isPresent()) {
      Places.Located at =
          repo.isPresent() ? in(places.at(repo.get()), named.get()) : places.find(named.get());
      made = add(url, fields, at.place(), Optional.of(at.run()));
    } else {
      Path folder =
          repo.orElseThrow(
              () ->
                  Refusal.usage(
                      "neither the field 'run' nor the parameter 'repo' is there",
                      "say of what you want to hear"));
      made = add(url, fields, places.at(folder), Optional.empty());
    }
    return new Answer.Json(201, view(made));
  }

  private static Places.Located in(Place place, String run) {
    return new Places.Located(place, place.here().find(run));
  }

  private Webhook add(URI url, Fields fields, Place place, Optional<RunId> run) {
    return webhooks.add(url, fields.demandText("secret"), place, run);
  }

  /** Returns who is to hear of a run that is being submitted. */
  static Optional<URI> ofRun(Call call) {
    return call.text("webhook")
        .map(
            url ->
                Webhooks.check(
                    url,
                    call.header(SECRET)
                        .orElseThrow(
                            () ->
                                Refusal.usage(
                                    "a webhook needs a secret",
                                    "send it as '" + SECRET + ": …'"))));
  }

  void add(Call call, URI url, Place place, RunId run) {
    webhooks.add(url, call.header(SECRET).orElseThrow(), place, Optional.of(run));
  }

  Answer list(Call call) {
    ObjectNode node = RunViews.object();
    ArrayNode array = node.putArray("webhooks");
    webhooks.all().forEach(webhook -> array.add(view(webhook)));
    return Answer.ok(node);
  }

  private static ObjectNode view(Webhook webhook) {
    ObjectNode node =
        RunViews.object()
            .put("webhook", webhook.id())
            .put("url", webhook.url().toString())
            .put("directory", webhook.directory().toString());
    webhook.run().ifPresent(run -> node.put("run", run.value()));
    return node.put("createdAt", webhook.createdAt().toString());
  }

  private Webhook named(Call call) {
    String id = call.path("webhook");
    return webhooks
        .find(id)
        .orElseThrow(
            () ->
                Refusal.of(
                    404,
                    "there is no webhook '%s'".formatted(Call.shorten(id)),
                    "GET /api/v1/webhooks lists them"));
  }

  Answer remove(Call call) {
    Webhook webhook = named(call);
    webhooks.remove(webhook.id());
    return Answer.ok(view(webhook));
  }

  Answer deadLetters(Call call) {
    Webhook webhook = named(call);
    int from = (int) call.number("from", 0, Integer.MAX_VALUE, 0);
    int most = (int) call.number("limit", 1, 1_000, 100);
    ObjectNode node = RunViews.object().put("webhook", webhook.id());
    ArrayNode array = node.putArray("deadLetters");
    for (DeadLetter letter : webhooks.book().deadLetters(webhook.id(), from, most)) {
      array
          .addObject()
          .put("run", letter.run().value())
          .put("first", letter.first())
          .put("last", letter.last())
          .put("tries", letter.tries())
          .put("reason", letter.reason())
          .put("givenUpAt", letter.givenUpAt().toString());
    }
    return Answer.ok(node);
  }
}

package dev.manyhands.testkit.model;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.node.ObjectNode;

/** A file to which requests are appended, a JSON object a line. */
record RequestFile(Path file) {
  void add(ReceivedRequest request) {
    ObjectNode line =
        Json.object()
            .put("method", request.method())
            .put("path", request.path())
            .put("query", request.query())
            .put("script", request.script().orElse(""))
            .put("turn", request.turn().orElse(-1))
            .put("outcome", request.outcome());
    line.set("headers", Json.tree(request.headers()));
    line.set("body", request.body().isMissingNode() ? Json.tree("") : request.body());
    try {
      Files.writeString(
          file, Json.text(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw ManyhandsException.external("requests cannot be written to " + file, "", e);
    }
  }
}

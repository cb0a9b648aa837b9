package dev.manyhands.engine.plan;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskSpec;
import java.time.DateTimeException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form in which a run's plan is stored: JSON with every default filled in.
 *
 * <p>The same plan always gives the same text. A field that is not known is ignored, so that an
 * older Manyhands reads what a newer one has stored, as long as the version is the same; a field is
 * never given another meaning without a new version.
 */
public final class PlanCodec {
  static final int VERSION = 1;

  private static final JsonMapper JSON = JsonMapper.shared();

  private PlanCodec() {}

  /** Returns the plan's canonical form, on one line. */
  public static String write(Plan plan) {
    ObjectNode json = JSON.createObjectNode().put("version", VERSION);
    PlanJsonWriter.write(plan, json);
    return JSON.writeValueAsString(json);
  }

  /**
   * Returns the plan that a text was written of.
   *
   * @throws ManyhandsException of kind {@code EXTERNAL} when the text is of another version or
   *     damaged
   */
  public static Plan read(String text) {
    JsonNode json;
    int version;
    try {
      json = JSON.readTree(text);
      version = json.required("version").asInt(0);
    } catch (JacksonException e) {
      throw damaged(e);
    }
    if (version != VERSION) {
      throw ManyhandsException.external(
          "the stored plan has the format %d, and this Manyhands reads %d"
              .formatted(version, VERSION),
          "use the Manyhands that stored it, or a newer one",
          null);
    }
    try {
      return PlanJsonReader.read(json);
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw damaged(e);
    }
  }

  /** Returns the canonical form of a task, as it is in that of a plan. */
  public static ObjectNode write(TaskSpec task) {
    ObjectNode json = JSON.createObjectNode();
    PlanJsonWriter.task(task, json);
    return json;
  }

  /**
   * Returns the task that a form was written of.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public static TaskSpec readTask(JsonNode json) {
    return PlanJsonReader.task(json);
  }

  private static ManyhandsException damaged(Exception cause) {
    return ManyhandsException.external(
        "the stored plan is damaged: " + cause.getMessage(),
        "start the run again from its plan file",
        cause);
  }
}

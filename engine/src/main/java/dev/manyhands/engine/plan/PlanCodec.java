package dev.manyhands.engine.plan;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.engine.json.JsonObject;
import dev.manyhands.engine.json.JsonText;
import java.time.DateTimeException;

/**
 * The form in which a run's plan is stored: JSON with every default filled in.
 *
 * <p>The same plan always gives the same text. A field that is not known is ignored, so that an
 * older Manyhands reads what a newer one has stored, as long as the version is the same; a field is
 * never given another meaning without a new version.
 */
public final class PlanCodec {
  static final int VERSION = 1;

  private PlanCodec() {}

  /** Returns the plan's canonical form, on one line. */
  public static String write(Plan plan) {
    return JsonText.of(json -> PlanJsonWriter.write(plan, json.put("version", VERSION)));
  }

  /**
   * Returns the plan that a text was written of.
   *
   * @throws ManyhandsException of kind {@code EXTERNAL} when the text is of another version or
   *     damaged
   */
  public static Plan read(String text) {
    JsonObject json;
    int version;
    try {
      json = JsonObject.parse(text);
      version = json.integer("version");
    } catch (IllegalArgumentException e) {
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
    } catch (IllegalArgumentException | DateTimeException e) {
      throw damaged(e);
    }
  }

  /** Writes the canonical form of a task, as it is in that of a plan. */
  public static void write(TaskSpec task, JsonText to) {
    PlanJsonWriter.task(task, to);
  }

  /**
   * Returns the task that a form was written of.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public static TaskSpec readTask(JsonObject json) {
    return PlanJsonReader.task(json);
  }

  private static ManyhandsException damaged(Exception cause) {
    return ManyhandsException.external(
        "the stored plan is damaged: " + cause.getMessage(),
        "start the run again from its plan file",
        cause);
  }
}

package dev.manyhands.engine.event;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Change;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.core.run.TreeId;
import dev.manyhands.engine.plan.PlanCodec;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes events as JSON and reads them again. Fields that this version does not know are passed
 * over, so that an older one can read what a newer one wrote.
 */
public final class EventCodec {
  private final JsonMapper mapper;

  public EventCodec() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(new WithoutOrNull())
            .changeDefaultPropertyInclusion(
                value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addMixIn(Event.class, ByName.class)
            .addMixIn(TaskId.class, Value.class)
            .addMixIn(CommitId.class, Hex.class)
            .addMixIn(TreeId.class, Hex.class)
            .addMixIn(Change.class, Components.class)
            .addMixIn(AttemptEnd.class, WithoutFalse.class)
            .addMixIn(Question.Kind.class, Word.class)
            .addModule(
                new SimpleModule()
                    .addSerializer(TaskSpec.class, new TaskWriter())
                    .addDeserializer(TaskSpec.class, new TaskReader()))
            .addMixIn(Outcome.class, Word.class)
            .addMixIn(RunStatus.class, Word.class);
    for (Class<?> type : EventTypes.all()) {
      builder.registerSubtypes(new NamedType(type, type.getSimpleName()));
    }
    mapper = builder.build();
  }

  /** Returns the event as one line of JSON; its name is the field {@code type}. */
  public String write(Event event) {
    return mapper.writerFor(Event.class).writeValueAsString(event);
  }

  /**
   * Returns the event that was written.
   *
   * @throws ManyhandsException if this is none, or one of a newer version
   */
  public Event read(String json) {
    try {
      return Objects.requireNonNull(mapper.readValue(json, Event.class));
    } catch (JacksonException | NullPointerException e) {
      throw ManyhandsException.external(
          "the log holds an event that this version cannot read: " + json,
          "use the version of Manyhands that wrote it, or a newer one",
          e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface ByName {}

  /** Components may be null where their names say so; in JSON they are left out then. */
  private static final class WithoutOrNull extends PropertyNamingStrategies.NamingBase {
    private static final long serialVersionUID = 1L;

    @Override
    public String translate(String name) {
      return name.endsWith("OrNull") ? name.substring(0, name.length() - "OrNull".length()) : name;
    }
  }

  /** What a record derives is not written. */
  @JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
  private interface Components {}

  /** What is not so is not said. */
  private abstract static class WithoutFalse {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    @SuppressWarnings("unused")
    abstract boolean hopeless();
  }

  private static final class TaskWriter extends ValueSerializer<TaskSpec> {
    @Override
    public void serialize(TaskSpec task, JsonGenerator to, SerializationContext context) {
      to.writePOJO(PlanCodec.write(task));
    }
  }

  private static final class TaskReader extends ValueDeserializer<TaskSpec> {
    @Override
    public TaskSpec deserialize(JsonParser from, DeserializationContext context) {
      return PlanCodec.readTask(context.readTree(from));
    }
  }

  /** Words such as {@code timed-out}. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  private interface Word {}

  private abstract static class Value {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Value(@SuppressWarnings("unused") String value) {}

    @JsonValue
    abstract String value();
  }

  private abstract static class Hex {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Hex(@SuppressWarnings("unused") String hex) {}

    @JsonValue
    abstract String hex();
  }
}

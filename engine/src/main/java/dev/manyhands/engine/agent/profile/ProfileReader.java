package dev.manyhands.engine.agent.profile;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.plan.AgentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads profiles from YAML: a mapping from names to what is known of each tool. Keys that begin
 * with a dot are for anchors, and are passed over.
 */
public final class ProfileReader {
  private static final int MOST_BYTES = 1 << 20;

  private ProfileReader() {}

  /**
   * Returns the profiles of a text, in its order.
   *
   * @param origin what to call the text in messages
   * @throws ManyhandsException if it is not a text of profiles (CONFIG)
   */
  public static List<Profile> read(String text, String origin) {
    Keys all = Keys.of(load(text, origin), origin);
    List<Profile> profiles = new ArrayList<>();
    for (String name : all.names()) {
      if (!name.startsWith(".")) {
        profiles.add(profile(name, all.section(name)));
      }
    }
    return List.copyOf(profiles);
  }

  /**
   * Returns one tool.
   *
   * @param values what is known of it, as YAML's maps, lists and scalars
   */
  public static Profile read(String name, Map<?, ?> values, String origin) {
    return profile(name, Keys.of(values, origin));
  }

  private static Object load(String text, String origin) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(origin).setCodePointLimit(MOST_BYTES).build();
    try {
      Object value = new Load(settings).loadFromString(text);
      return value == null ? Map.of() : value;
    } catch (YamlEngineException e) {
      throw new ManyhandsException(
          ManyhandsException.Kind.CONFIG,
          "%s is not YAML: %s".formatted(origin, e.getMessage()),
          "",
          e);
    }
  }

  private static Profile profile(String name, Keys keys) {
    Profile profile =
        new Profile(
            new AgentName(name),
            keys.text("description", ""),
            keys.text("provider", ""),
            channel(keys),
            keys.word("usage", UsageScope.class, "turn"),
            keys.text("program", name),
            TemplateReader.read(keys, "arguments"),
            environment(keys.section("environment")),
            version(keys.section("version")),
            login(keys.section("login")),
            keys.text("install", ""),
            FailureReader.read(keys.section("failures")));
    keys.refuseUnknown();
    return profile;
  }

  private static Channel channel(Keys keys) {
    String word = keys.text("channel", "one-shot");
    if (word.equals("one-shot")) {
      return new Channel.OneShot(keys.word("dialect", Channel.Dialect.class, "text"));
    }
    return keys.word("channel", Channel.Live.class, "one-shot");
  }

  private static ToolEnvironment environment(Keys keys) {
    ToolEnvironment environment = new ToolEnvironment(keys.texts("set"), keys.list("pass"));
    keys.refuseUnknown();
    return environment;
  }

  private static VersionProbe version(Keys keys) {
    VersionProbe probe = new VersionProbe(keys.list("arguments"), keys.text("minimum", ""));
    keys.refuseUnknown();
    return probe;
  }

  private static LoginProbe login(Keys keys) {
    LoginProbe probe =
        new LoginProbe(
            keys.list("variables"),
            keys.list("arguments"),
            keys.list("files"),
            keys.list("settings"));
    keys.refuseUnknown();
    return probe;
  }
}

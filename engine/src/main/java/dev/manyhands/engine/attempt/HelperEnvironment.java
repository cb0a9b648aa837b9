package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.process.Cookie;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What programs see of the environment: little, and known. */
final class HelperEnvironment {
  private static final List<String> ALWAYS = List.of("PATH", "HOME", "LANG", "TERM", "TMPDIR");

  private HelperEnvironment() {}

  /** The variables by which an attempt's processes are known. */
  static Cookie cookie(RunId run, AttemptId attempt) {
    return new Cookie(
        Map.of(
            "MANYHANDS_RUN", run.value(),
            "MANYHANDS_TASK", attempt.task().value(),
            "MANYHANDS_ATTEMPT", Integer.toString(attempt.number())));
  }

  /** The variables by which the combined check's processes are known. */
  static Cookie cookie(RunId run, int number) {
    return new Cookie(
        Map.of("MANYHANDS_RUN", run.value(), "MANYHANDS_COMBINATION", Integer.toString(number)));
  }

  static Map<String, String> of(
      Map<String, String> users, Plan plan, Cookie cookie, Path promptFile, Post post) {
    Map<String, String> environment = of(users, plan, cookie);
    environment.put("MANYHANDS_PROMPT_FILE", promptFile.toString());
    environment.putAll(post.variables());
    return environment;
  }

  /**
   * Returns what a program sees.
   *
   * @param users the environment of whoever started the run
   */
  static Map<String, String> of(Map<String, String> users, Plan plan, Cookie cookie) {
    Map<String, String> environment = new LinkedHashMap<>();
    ALWAYS.forEach(name -> pass(users, name, environment));
    environment.putIfAbsent("HOME", System.getProperty("user.home"));
    plan.passEnv().forEach(name -> pass(users, name, environment));
    environment.putAll(plan.env());
    environment.putAll(cookie.variables());
    return environment;
  }

  private static void pass(
      Map<String, String> users, String name, Map<String, String> environment) {
    String value = users.get(name);
    if (value != null) {
      environment.put(name, value);
    }
  }
}

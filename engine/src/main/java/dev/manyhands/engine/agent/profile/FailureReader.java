package dev.manyhands.engine.agent.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads how a tool's errors look, and adds what is so with all of them. */
final class FailureReader {
  private static final List<String> HOPELESS =
      List.of(
          "\\b401\\b",
          "unauthori[sz]ed",
          "unauthenticated",
          "authentication[ _-]?(failed|error|required)",
          "invalid[ _-]?(x-)?api[ _-]?key",
          "api key (not found|not valid|is missing|must be set)",
          "not logged in",
          "please (run|log) ?/?(in|login)",
          "credit balance is too low",
          "model[ _]not[ _]found");
  private static final List<String> LIMITED =
      List.of(
          "\\b(429|529)\\b",
          "rate[ _-]?limit",
          "too many requests",
          "overloaded",
          "resource[ _]exhausted",
          "high demand",
          "quota");

  private FailureReader() {}

  static FailureSigns read(Keys keys) {
    Map<Integer, FailureSigns.Meaning> codes = new LinkedHashMap<>();
    Keys meanings = keys.section("exit-codes");
    for (String code : meanings.names()) {
      Keys meaning = meanings.section(code);
      codes.put(
          meanings.number(code),
          new FailureSigns.Meaning(meaning.text("reason", ""), meaning.flag("hopeless")));
      meaning.refuseUnknown();
    }
    FailureSigns signs =
        new FailureSigns(
            patterns(keys, "hopeless", HOPELESS),
            patterns(keys, "limited", LIMITED),
            patterns(keys, "denied", List.of()),
            codes);
    keys.refuseUnknown();
    return signs;
  }

  private static List<Pattern> patterns(Keys keys, String key, List<String> always) {
    List<String> all = new ArrayList<>(keys.list(key));
    all.addAll(always);
    List<Pattern> patterns = new ArrayList<>();
    for (String pattern : all) {
      try {
        patterns.add(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
      } catch (PatternSyntaxException e) {
        throw keys.wrong(
            key, "'%s' is no regular expression: %s".formatted(pattern, e.getDescription()));
      }
    }
    return patterns;
  }
}

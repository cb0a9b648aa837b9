package dev.manyhands.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that the demo brings, with <code>{{places}}</code> to fill in. */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private Template() {}

  /** Returns a file as it is. */
  static String text(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Returns a file with every place filled in. */
  static String fill(String name, Map<String, String> values) {
    return PLACE
        .matcher(text(name))
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(values.get(place.group(1)), place.group())));
  }
}

package dev.manyhands.engine.process;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.Charset;

/** What Java can say to the operating system. */
public final class Locales {
  private Locales() {}

  /** Passes a test over where Java cannot name such a file, or pass on such an argument. */
  public static void assumeCanSay(String text) {
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding"));
    assumeThat(charset.newEncoder().canEncode(text))
        .as("'%s' in %s: set LC_ALL=C.UTF-8", text, charset)
        .isTrue();
  }
}

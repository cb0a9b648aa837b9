package dev.manyhands.engine.agent.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tools that Manyhands knows by itself. */
public final class BuiltInProfiles {
  private static final String FILE = "profiles.yaml";

  private BuiltInProfiles() {}

  /** Returns all, in the order of their file. */
  public static List<Profile> all() {
    return Holder.ALL;
  }

  private static final class Holder {
    static final List<Profile> ALL = read();

    private static List<Profile> read() {
      try (InputStream in =
          Objects.requireNonNull(BuiltInProfiles.class.getResourceAsStream(FILE), FILE)) {
        return ProfileReader.read(
            new String(in.readAllBytes(), StandardCharsets.UTF_8), "built-in " + FILE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

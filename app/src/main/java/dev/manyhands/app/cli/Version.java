package dev.manyhands.app.cli;

import java.util.Optional;

/** The version of this build. */
final class Version {
  private Version() {}

  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}

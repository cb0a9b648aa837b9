package dev.manyhands.app.install;

/** For whom a tool is configured. */
public enum Scope {
  /** For everybody who works in this repository: files that can be committed. */
  PROJECT,
  /** For this user, in all repositories. */
  USER
}

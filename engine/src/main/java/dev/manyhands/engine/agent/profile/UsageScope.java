package dev.manyhands.engine.agent.profile;

/** What the figures in a tool's last message of a turn are of. */
public enum UsageScope {
  /** Of that turn alone. */
  TURN,
  /** Of the session up to then. */
  SESSION
}

package dev.manyhands.app.live;

/** What a part of a line means, which decides its colour. */
enum Tone {
  PLAIN,
  STRONG,
  FAINT,
  GOOD,
  BAD,
  LATE,
  BUSY,
  MERGING
}

package dev.manyhands.app.live;

/** One character that says at a glance, and without colours, how something stands. */
enum Sign {
  GOOD(Tone.GOOD, '✓', '+'),
  BAD(Tone.BAD, '✗', 'x'),
  LATE(Tone.LATE, '!', '!'),
  AGAIN(Tone.LATE, '↻', '~'),
  CONFLICT(Tone.LATE, '≠', '%'),
  REJECTED(Tone.LATE, '⊘', '%'),
  STOPPED(Tone.LATE, '■', '='),
  SKIPPED(Tone.FAINT, '-', '-'),
  RUNNING(Tone.BUSY, '▸', '>'),
  SETTING_UP(Tone.FAINT, '◦', 'o'),
  MERGING(Tone.MERGING, '⇄', '&'),
  LOG(Tone.FAINT, '·', '.');

  private final Tone tone;
  private final char symbol;
  private final char plain;

  Sign(Tone tone, char symbol, char plain) {
    this.tone = tone;
    this.symbol = symbol;
    this.plain = plain;
  }

  Tone tone() {
    return tone;
  }

  String in(Look look) {
    return String.valueOf(look.unicode() ? symbol : plain);
  }
}

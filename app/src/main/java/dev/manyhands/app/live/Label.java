package dev.manyhands.app.live;

/** What stands before a line that is about one thing. */
enum Label {
  QUEUE("queue"),
  MERGE("merge");

  private static final int WIDTH = 7;
  private static final int NARROW = 40;

  private final String word;

  Label(String word) {
    this.word = word;
  }

  /** Returns a line that begins with it. */
  Row row(Look look, int width) {
    Row row = new Row(look, width).add(Tone.FAINT, word);
    return width < NARROW ? row.gap(1) : row.to(WIDTH);
  }
}

package dev.manyhands.app.live;

/** What is shown for a character from outside. */
final class Glyphs {
  private static final int FLAG_A = 0x1F1E6;
  private static final int FLAG_Z = 0x1F1FF;
  private static final int SKIN_LIGHT = 0x1F3FB;
  private static final int SKIN_DARK = 0x1F3FF;
  private static final int FILLER_FIRST = 0x115F;
  private static final int FILLER_LAST = 0x1160;

  private Glyphs() {}

  /** Returns what is shown; empty when nothing is. */
  static String of(int codePoint, boolean unicode) {
    if (codePoint >= ' ' && codePoint < 0x7F) {
      return Character.toString(codePoint);
    }
    if (codePoint >= FLAG_A && codePoint <= FLAG_Z) {
      // Some terminals join two of them into a flag, others do not.
      return Character.toString('A' + codePoint - FLAG_A);
    }
    String shown =
        switch (Character.getType(codePoint)) {
          case Character.CONTROL -> codePoint == '\t' || codePoint == '\n' ? " " : "";
          case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
              codePoint == 0x3000 ? "  " : " ";
          case Character.FORMAT -> ""; // joiners, directions, the soft hyphen
          case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> "?";
          default -> changesItsNeighbour(codePoint) ? "" : Character.toString(codePoint);
        };
    return unicode ? shown : ascii(shown, codePoint);
  }

  private static boolean changesItsNeighbour(int codePoint) {
    return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
        || (codePoint >= SKIN_LIGHT && codePoint <= SKIN_DARK)
        || (codePoint >= FILLER_FIRST && codePoint <= FILLER_LAST);
  }

  private static String ascii(String shown, int codePoint) {
    if (shown.isEmpty() || shown.codePointAt(0) < 0x7F) {
      return shown;
    }
    return switch (codePoint) {
      case '…' -> "...";
      case '·', '•', '–', '—' -> "-";
      case '‘', '’' -> "'";
      case '“', '”' -> "\"";
      case '→' -> "->";
      case '×' -> "x";
      default ->
          switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> "";
            default -> "?";
          };
    };
  }
}

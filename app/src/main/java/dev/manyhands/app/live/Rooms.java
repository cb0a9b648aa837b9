package dev.manyhands.app.live;

/**
 * How many lines each part of a picture gets.
 *
 * @param gaps empty lines before parts, given to the upper ones first
 */
record Rooms(int subagents, boolean merge, boolean counts, boolean queue, int news, int gaps) {
  private static final int NEWS_BESIDE_SUBAGENTS = 6;

  /**
   * Shares out lines: first one for each part, in the order of their importance; then subagents
   * before news, of which some stay in sight; then air.
   *
   * @param height lines to share
   * @param subagents how many there are
   * @param queue whether anything is to be said of the queue
   * @param merge whether anything is to be said of the merge queue
   * @param news how many there are
   */
  static Rooms share(int height, int subagents, boolean queue, boolean merge, int news) {
    Budget budget = new Budget(height);
    int forSubagents = budget.take(Math.min(1, subagents));
    boolean forMerge = merge && budget.take(1) == 1;
    boolean forCounts = budget.take(1) == 1;
    int forNews = budget.take(Math.min(1, news));
    boolean forQueue = queue && budget.take(1) == 1;

    int keepForNews = Math.min(Math.min(news, NEWS_BESIDE_SUBAGENTS) - forNews, budget.left() / 4);
    forNews += budget.take(Math.max(0, keepForNews));
    forSubagents += budget.take(subagents - forSubagents);
    int parts = (forSubagents > 0 ? 1 : 0) + (forQueue || forMerge ? 1 : 0) + (news > 0 ? 1 : 0);
    int gaps = budget.take(parts);
    forNews += budget.take(news - forNews);
    return new Rooms(forSubagents, forMerge, forCounts, forQueue, forNews, gaps);
  }

  private static final class Budget {
    private int left;

    Budget(int lines) {
      this.left = Math.max(0, lines);
    }

    int take(int wanted) {
      int taken = Math.min(wanted, left);
      left -= taken;
      return taken;
    }

    int left() {
      return left;
    }
  }
}

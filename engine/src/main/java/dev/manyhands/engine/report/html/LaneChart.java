package dev.manyhands.engine.report.html;

import dev.manyhands.core.report.Report.CheckReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A row for each slot: attempts one after the other, in the first slot that was free. */
final class LaneChart extends Chart {
  private static final int ROW = 14;

  private final List<List<Started>> lanes;

  LaneChart(Page page, TimeScale scale) {
    super(page, scale, ROW, "lanes");
    this.lanes = pack();
  }

  private List<List<Started>> pack() {
    List<List<Started>> packed = new ArrayList<>();
    List<Instant> free = new ArrayList<>();
    for (Started next : started()) {
      int lane = 0;
      while (lane < free.size() && free.get(lane).isAfter(next.attempt().startedAt())) {
        lane++;
      }
      if (lane == free.size()) {
        free.add(Instant.MIN);
        packed.add(new ArrayList<>());
      }
      packed.get(lane).add(next);
      free.set(lane, next.attempt().startedAt().plus(page.figures().took(next.attempt())));
    }
    return packed;
  }

  @Override
  int rows() {
    return lanes.size() + (report.checks().isEmpty() ? 0 : 1);
  }

  @Override
  void names() {
    for (int lane = 1; lane <= lanes.size(); lane++) {
      html.leaf("div", "slot " + lane, "class", "name");
    }
    if (!report.checks().isEmpty()) {
      html.leaf("a", "checks", "href", "#checks", "class", "name checks");
    }
  }

  @Override
  void draw() {
    for (int lane = 0; lane < lanes.size(); lane++) {
      for (Started started : lanes.get(lane)) {
        attempt(started.task(), started.attempt(), lane, 1);
      }
      html.line();
    }
    for (CheckReport check : report.checks()) {
      check(check, lanes.size(), 1);
    }
  }
}

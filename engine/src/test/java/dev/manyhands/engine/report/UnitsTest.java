package dev.manyhands.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "0, 0s",
    "1, 1ms",
    "999, 999ms",
    "1000, 1s",
    "1049, 1s",
    "4200, 4.2s",
    "9949, 9.9s",
    "9950, 10s",
    "59499, 59s",
    "59500, 1m",
    "125000, 2m 5s",
    "3599600, 1h",
    "3840000, 1h 4m",
    "90000000, 1d 1h",
  })
  void writesTimesInAtMostTwoUnits(long millis, String expected) {
    assertThat(Units.time(Duration.ofMillis(millis))).isEqualTo(expected);
  }

  @Test
  void writesOtherValues() {
    assertThat(Units.number(1234567)).isEqualTo("1\u202F234\u202F567");
    assertThat(Units.count(1, "task")).isEqualTo("1 task");
    assertThat(Units.count(0, "task")).isEqualTo("0 tasks");
    assertThat(Units.factor(4.24)).isEqualTo("4.2×");
    assertThat(Units.factor(31.5)).isEqualTo("32×");
    assertThat(Units.moment(Instant.parse("2026-01-31T09:05:00.9Z")))
        .isEqualTo("2026-01-31 09:05:00 UTC");
  }
}

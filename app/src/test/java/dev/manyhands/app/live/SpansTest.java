package dev.manyhands.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0:00",
    "PT59.9S, 0:59",
    "PT10M5S, 10:05",
    "PT1H, 1:00:00",
    "PT49H2M, 49:02:00"
  })
  void clocks(Duration span, String text) {
    assertThat(Spans.clock(span)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.2S, 1s",
    "PT59S, 59s",
    "PT60S, 1m",
    "PT125S, 2m 5s",
    "PT70M, 1h 10m"
  })
  void words(Duration span, String text) {
    assertThat(Spans.words(span)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.1S, 5s",
    "PT32S, 35s",
    "PT54S, 55s",
    "PT55S, 1m",
    "PT89S, 1m",
    "PT91S, 2m",
    "PT59M40S, 1h",
    "PT1H27M, 1h 20m",
    "PT26H, 26h"
  })
  void estimates(Duration span, String text) {
    assertThat(Spans.roughly(span)).isEqualTo(text);
  }
}

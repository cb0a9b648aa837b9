package dev.manyhands.app.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Long texts, page by page. */
class TextPageTest {
  @Test
  void pagesPutTogetherAreTheWhole() {
    String text = "a€😀ü".repeat(10_000);
    StringBuilder whole = new StringBuilder();
    int pages = page(text, 1).pages();
    for (int i = 1; i <= pages; i++) {
      whole.append(page(text, i).text());
    }
    assertThat(pages).isEqualTo(7);
    assertThat(whole.toString()).isEqualTo(text);
  }

  @Test
  void nothingIsOnePage() {
    assertThat(page("", 1).pages()).isEqualTo(1);
    assertThat(page("", 1).text()).isEmpty();
  }

  private static TextPage page(String text, int number) {
    TextPage page = new TextPage(number);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += 777) {
      page.write(bytes, from, Math.min(777, bytes.length - from));
    }
    return page;
  }
}

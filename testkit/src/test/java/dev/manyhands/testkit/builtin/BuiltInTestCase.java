package dev.manyhands.testkit.builtin;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.Permissions;
import dev.manyhands.testkit.model.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A built-in agent, made anew for each test, and closed after it. */
@Timeout(60)
abstract class BuiltInTestCase {
  @TempDir Path folder;
  BuiltInLab lab;

  /** Makes the agent, with a model that plays these scripts. */
  BuiltInLab lab(String scripts) {
    lab = new BuiltInLab(folder, scripts);
    return lab;
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  static Brief brief(boolean readOnly, String schemaOrNull) {
    return new Brief(
        null, readOnly, Budget.UNLIMITED, schemaOrNull, Permissions.NONE, Duration.ofMinutes(1));
  }

  static ReceivedRequest last(List<ReceivedRequest> requests) {
    return requests.getLast();
  }
}

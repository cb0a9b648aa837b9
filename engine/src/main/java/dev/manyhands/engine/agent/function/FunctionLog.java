package dev.manyhands.engine.agent.function;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.LoggerFactory;

/** What a function says, as people find it in the attempt's log. No file is kept open. */
final class FunctionLog {
  private FunctionLog() {}

  /** Adds lines; a log that cannot be written is no reason for an attempt to fail. */
  static void append(Path log, String lines) {
    try {
      Files.createDirectories(log.getParent());
      Files.writeString(log, lines + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LoggerFactory.getLogger(FunctionLog.class).debug("{} cannot be written", log, e);
    }
  }

  static void append(Path log, Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    append(log, text.toString());
  }
}

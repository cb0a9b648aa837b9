package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.manyhands.engine.port.Gate;
import java.io.IOException;

/** Something that the model can have done. */
interface Tool {
  ToolSpecification specification();

  /** Returns what has to be allowed before it is done. */
  Gate.Request request(ToolArguments arguments) throws IOException;

  /**
   * Does it.
   *
   * @return what the model is told
   * @throws IOException if it cannot be done, with a message for the model
   */
  String use(ToolArguments arguments) throws IOException, InterruptedException;

  default String name() {
    return specification().name();
  }
}

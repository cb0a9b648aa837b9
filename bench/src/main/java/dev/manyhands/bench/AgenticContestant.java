package dev.manyhands.bench;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.nio.file.Path;

/** An agent of LangChain4j's agentic module, on the same model client and tools as its services. */
final class AgenticContestant implements SubagentsClient.Contestant {
  private final ChatModel model;
  private final LangChain4jContestant.Tools tools;

  AgenticContestant(int port, Path folder) {
    this.model = LangChain4jContestant.model(port);
    this.tools = new LangChain4jContestant.Tools(folder);
  }

  /** What the library makes an agent of. */
  public interface Worker {
    /** Works on what it is told. */
    @Agent("Works on a task with tools.")
    @UserMessage("{{prompt}}")
    String work(@V("prompt") String prompt);
  }

  @Override
  public void work(int number) {
    Worker worker =
        AgenticServices.agentBuilder(Worker.class)
            .chatModel(model)
            .chatMemory(MessageWindowChatMemory.withMaxMessages(100))
            .tools(tools)
            .build();
    LangChain4jContestant.demandEnd(worker.work("[[script:main#%d]]".formatted(number)));
  }
}

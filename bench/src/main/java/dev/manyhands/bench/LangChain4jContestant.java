package dev.manyhands.bench;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A service of LangChain4j with the same tools, on one model client for all; whole answers. */
final class LangChain4jContestant implements SubagentsClient.Contestant {
  private final ChatModel model;
  private final Tools tools;

  LangChain4jContestant(int port, Path folder) {
    this.model = model(port);
    this.tools = new Tools(folder);
  }

  /** Returns a client for all. */
  static ChatModel model(int port) {
    return AnthropicChatModel.builder()
        .httpClientBuilder(
            JdkHttpClient.builder()
                .httpClientBuilder(
                    HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())))
        .baseUrl("http://127.0.0.1:" + port + "/v1")
        .apiKey("key")
        .modelName("claude-haiku-4-5")
        .timeout(Duration.ofMinutes(5))
        .build();
  }

  static void demandEnd(String said) {
    if (!said.equals("Everything is done.")) {
      throw new IllegalStateException(said);
    }
  }

  /** What the library makes an agent of. */
  interface Agent {
    String work(String prompt);
  }

  /** The same six tools; one is used. */
  public static final class Tools {
    private final Path folder;

    Tools(Path folder) {
      this.folder = folder;
    }

    /** Reads a file. */
    @Tool(name = "read_file", value = "Reads a text file.")
    public String read(@P(name = "path", value = "path") String path) {
      try {
        return Files.readString(folder.resolve(path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Not used. */
    @Tool(name = "list_files", value = "Lists files.")
    public String list(@P(name = "folder", value = "folder") String path) {
      return path;
    }

    /** Not used. */
    @Tool(name = "search", value = "Searches files.")
    public String search(@P(name = "pattern", value = "pattern") String pattern) {
      return pattern;
    }

    /** Not used. */
    @Tool(name = "write_file", value = "Writes a file.")
    public String write(
        @P(name = "path", value = "path") String path,
        @P(name = "content", value = "content") String content) {
      return path + content;
    }

    /** Not used. */
    @Tool(name = "edit_file", value = "Edits a file.")
    public String edit(
        @P(name = "path", value = "path") String path,
        @P(name = "change", value = "change") String change) {
      return path + change;
    }

    /** Not used. */
    @Tool(name = "shell", value = "Runs a command.")
    public String shell(@P(name = "command", value = "command") String command) {
      return command;
    }
  }

  @Override
  public void work(int number) {
    Agent agent =
        AiServices.builder(Agent.class)
            .chatModel(model)
            .chatMemory(MessageWindowChatMemory.withMaxMessages(100))
            .tools(tools)
            .build();
    demandEnd(agent.work("[[script:main#%d]]".formatted(number)));
  }
}

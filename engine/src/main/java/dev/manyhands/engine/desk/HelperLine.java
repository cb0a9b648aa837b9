package dev.manyhands.engine.desk;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The helper's end of the socket.
 *
 * @param socket where the engine listens
 * @param token of the attempt
 */
public record HelperLine(Path socket, String token) {
  /** The variable that names the socket. */
  public static final String SOCKET = "MANYHANDS_DESK";

  /** The variable that holds the token. */
  public static final String TOKEN = "MANYHANDS_TOKEN";

  /** Says whether this is the environment of a helper. */
  public static boolean isIn(Map<String, String> environment) {
    return environment.containsKey(SOCKET) && environment.containsKey(TOKEN);
  }

  /**
   * Finds the way from a helper's environment.
   *
   * @throws ManyhandsException of kind USAGE in any other
   */
  public static HelperLine of(Map<String, String> environment) {
    String socket = environment.get(SOCKET);
    String token = environment.get(TOKEN);
    if (socket == null || token == null) {
      throw ManyhandsException.usage(
          "this is not the workspace of a helper",
          "the command is for helpers that Manyhands has started; people use 'manyhands send' and"
              + " 'manyhands answer'");
    }
    return new HelperLine(Path.of(socket), token);
  }

  /**
   * Asks, and returns the answer's text.
   *
   * @throws ManyhandsException if it is refused (USAGE), or nobody is there (EXTERNAL)
   */
  public String ask(HelperRequest request) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer line =
          ByteBuffer.wrap((request.line(token) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.shutdownOutput();
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      JsonNode node = JsonMapper.shared().readTree(answer);
      if (node.has("problem")) {
        throw ManyhandsException.usage(
            node.path("problem").stringValue(""), node.path("hint").stringValue(""));
      }
      return node.path("text").stringValue("");
    } catch (IOException e) {
      throw ManyhandsException.external(
          "nobody listens at %s: %s".formatted(socket, e.getMessage()),
          "the engine that started this helper has ended",
          e);
    }
  }
}

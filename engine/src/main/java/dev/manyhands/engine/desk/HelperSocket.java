package dev.manyhands.engine.desk;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.Question;
import dev.manyhands.engine.attempt.Desk;
import dev.manyhands.engine.attempt.Post;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves the programs of subagents: a Unix socket, one request and one answer a connection. Who
 * asks is known by the token that is in the environment of one attempt alone.
 */
public final class HelperSocket implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 20;

  /** What the system allows, less one for the zero at the end. */
  private static final int LONGEST_PATH = 103;

  private final List<Desk> desks = new CopyOnWriteArrayList<>();
  private final Path path;
  private final ServerSocketChannel server;

  private HelperSocket(Path path, ServerSocketChannel server) {
    this.path = path;
    this.server = server;
  }

  /**
   * Opens the socket of an engine.
   *
   * @param folder where nobody but this engine opens one
   */
  public static HelperSocket open(Path folder) {
    try {
      Path path = folder.resolve("desk.sock");
      if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
        path = Files.createTempDirectory("manyhands").resolve("desk.sock");
      }
      Files.deleteIfExists(path);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      HelperSocket socket = new HelperSocket(path, server);
      // A virtual thread that waits for a socket makes the JVM keep a thread in the system, and
      // then take 0.3 s longer to end. Most helpers never ask.
      Thread.ofPlatform().daemon().name("desk").start(socket::accept);
      return socket;
    } catch (IOException e) {
      throw ManyhandsException.external(
          "no socket could be opened in %s: %s".formatted(folder, e.getMessage()), "", e);
    }
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Serves the subagents of a run from now on. */
  public void serve(Desk desk) {
    desks.add(desk);
  }

  /** Serves them no longer. */
  public void leave(Desk desk) {
    desks.remove(desk);
  }

  private void accept() {
    while (true) {
      try {
        SocketChannel client = server.accept();
        Thread.ofVirtual().name("desk client").start(() -> serve(client));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LoggerFactory.getLogger(HelperSocket.class).warn("{} is not served", path, e);
        return;
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      ObjectNode answer = answer(client);
      byte[] line = (answer + "\n").getBytes(StandardCharsets.UTF_8);
      ByteBuffer buffer = ByteBuffer.wrap(line);
      while (buffer.hasRemaining()) {
        client.write(buffer);
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(HelperSocket.class).debug("a client went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode answer(SocketChannel client) throws IOException, InterruptedException {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    try {
      HelperRequest.Signed signed = HelperRequest.Signed.parse(line(client));
      Post post =
          desks.stream()
              .map(desk -> desk.post(signed.token()))
              .flatMap(Optional::stream)
              .findFirst()
              .orElseThrow(
                  () ->
                      ManyhandsException.usage(
                          "no attempt that is under way has this token",
                          "only the helper of an attempt can ask this, as long as it is at work"));
      return node.put("text", carryOut(post, signed.request()));
    } catch (ManyhandsException e) {
      return node.put("problem", e.getMessage()).put("hint", e.hint());
    }
  }

  private static String line(SocketChannel client) throws IOException {
    Reader reader =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
    StringBuilder line = new StringBuilder();
    for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() >= LONGEST_LINE) {
        throw ManyhandsException.usage("the request is longer than 1 MiB", "");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private String carryOut(Post post, HelperRequest request) throws InterruptedException {
    return switch (request) {
      case HelperRequest.Ask ask -> {
        demandText(ask.question(), "a question");
        yield post.ask(
            Question.Kind.QUESTION,
            ask.question(),
            Objects.requireNonNullElse(
                ask.fallbackOrNull(), "Nobody answered. Decide as you think best, and say so."),
            ask.patienceOrNull() == null ? null : capped(ask.patienceOrNull()));
      }
      case HelperRequest.Note note -> {
        demandText(note.text(), "a note");
        post.note(note.text());
        yield "";
      }
      case HelperRequest.Notes _ ->
          desks.stream()
              .filter(desk -> desk.post(post.attempt()).filter(post::equals).isPresent())
              .flatMap(desk -> desk.notes().stream())
              .map(note -> "%s: %s".formatted(note.by().task(), note.text()))
              .collect(Collectors.joining("\n"));
      case HelperRequest.Result result -> {
        Optional<String> problem = post.result(result.json());
        if (problem.isPresent()) {
          throw ManyhandsException.usage(
              "the result was not taken: " + problem.get(), "mend it, and hand it in again");
        }
        yield "";
      }
    };
  }

  private static Duration capped(Duration patience) {
    Duration day = Duration.ofDays(1);
    return patience.compareTo(day) < 0 ? patience : day;
  }

  private static void demandText(String text, String what) {
    if (text.isBlank()) {
      throw ManyhandsException.usage(what + " needs a text", "");
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

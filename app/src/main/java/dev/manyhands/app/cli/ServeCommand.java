package dev.manyhands.app.cli;

import dev.manyhands.app.http.BackgroundEngine;
import dev.manyhands.app.http.Elsewhere;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.engine.Home;
import dev.manyhands.engine.plan.DurationText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code manyhands serve}. */
final class ServeCommand extends Command {
  private static final int SHORTEST_TOKEN = 32;

  private final OptionSpec listen =
      option(
          "--listen",
          "ADDRESS:PORT",
          "Where to listen (default: any free port of 127.0.0.1). Any other address needs the two"
              + " PEM files and a token.");
  private final OptionSpec certificate =
      option("--tls-cert", "FILE", "A PEM file: the certificate, and those that vouch for it.");
  private final OptionSpec key = option("--tls-key", "FILE", "A PEM file: its private key.");
  private final OptionSpec tokenFile =
      option("--token-file", "FILE", "Holds the token (default: a new one).");
  private final OptionSpec idle =
      option(
          "--idle",
          "TIME",
          "End after this time without runs and requests (default: 15m; 0s never).");

  ServeCommand(Console console) {
    super(console, "serve", "Run the background engine, which carries runs for others.");
    explain(
        "There is one for each user. 'manyhands run --detach' starts it when it is needed;"
            + " 'manyhands stop' ends it. Its address and token are in engine.json in the state"
            + " folder. Its HTTP API is described at /api/v1/openapi.json.");
    add(listen, certificate, key, tokenFile, idle);
    examples(
        "manyhands serve",
        "manyhands serve --listen 0.0.0.0:7443 --tls-cert cert.pem --tls-key key.pem --token-file"
            + " t");
  }

  @Override
  int run() throws InterruptedException {
    BackgroundEngine.Options options = options();
    Path base = Home.base(System.getenv());
    try (BackgroundEngine engine = BackgroundEngine.start(base, System.getenv(), options)) {
      Signals.register("INT", engine::stop);
      Signals.register("TERM", engine::stop);
      console.note(
          "Manyhands %s listens on 127.0.0.1:%d (process %d)."
              .formatted(engine.info().version(), engine.info().port(), engine.info().pid()));
      engine.serve();
      console.note("Ending: helpers are interrupted, and their files are kept.");
    }
    return ExitCode.OK;
  }

  private BackgroundEngine.Options options() {
    Optional<InetSocketAddress> address =
        Optional.ofNullable(text(listen)).map(ServeCommand::parse);
    boolean loopback = address.isEmpty() || address.get().getAddress().isLoopbackAddress();
    Optional<Elsewhere> elsewhere = Optional.empty();
    if (!loopback) {
      elsewhere =
          Optional.of(
              new Elsewhere(
                  address.get(), file(certificate, "--tls-cert"), file(key, "--tls-key")));
      if (text(tokenFile) == null) {
        throw ManyhandsException.usage(
            "to listen on other addresses than the loopback one needs a token that clients know:"
                + " --token-file is missing",
            "openssl rand -hex 32 > token, and give --token-file token");
      }
    }
    int port = loopback ? address.map(InetSocketAddress::getPort).orElse(0) : 0;
    return new BackgroundEngine.Options(port, idle(), token(), elsewhere);
  }

  private static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    try {
      if (port.matches("\\d{1,5}") && Integer.parseInt(port) < 65_536) {
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
      }
    } catch (IOException e) {
      // Told below.
    }
    throw ManyhandsException.usage(
        "'%s' is no address".formatted(text), "write 127.0.0.1:8080, or only a port");
  }

  private static Path file(OptionSpec option, String name) {
    String path = text(option);
    if (path == null) {
      throw ManyhandsException.usage(
          "to listen on other addresses than the loopback one needs TLS: %s is missing"
              .formatted(name),
          "give --tls-cert and --tls-key, or listen on 127.0.0.1");
    }
    if (!Files.isReadable(Path.of(path))) {
      throw ManyhandsException.usage("there is no file %s".formatted(path), "name a PEM file");
    }
    return Path.of(path);
  }

  private Optional<String> token() {
    String file = text(tokenFile);
    if (file == null) {
      return Optional.empty();
    }
    try {
      String token = Files.readString(Path.of(file)).strip();
      if (token.length() < SHORTEST_TOKEN || !token.chars().allMatch(c -> c > 32 && c < 127)) {
        throw ManyhandsException.usage(
            "the token in %s is too weak".formatted(file),
            "at least 32 characters without blanks: openssl rand -hex 32 > " + file);
      }
      return Optional.of(token);
    } catch (IOException e) {
      throw ManyhandsException.external(file + " cannot be read: " + e.getMessage(), "", e);
    }
  }

  private Duration idle() {
    @Nullable String given = text(idle);
    String text = given == null ? System.getenv().getOrDefault("MANYHANDS_IDLE", "15m") : given;
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                ManyhandsException.usage(
                    "'%s' is not a duration".formatted(text), "write it as 15m"));
  }
}

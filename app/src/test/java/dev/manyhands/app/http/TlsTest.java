package dev.manyhands.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manyhands.core.ManyhandsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listening on another address than the loopback one, with PEM files. */
@Timeout(120)
@Tag("long")
class TlsTest {
  private static final String TOKEN = "0123456789abcdef".repeat(4);
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir Path folder;

  /** A certificate that vouches for itself, and its key. */
  private record Identity(Path certificate, Path key, KeyStore store) {}

  private Identity identity(String name, String algorithm) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
    return new Identity(
        pem(name + ".crt", "CERTIFICATE", store.getCertificate("key").getEncoded()),
        pem(name + ".key", "PRIVATE KEY", store.getKey("key", PASSWORD).getEncoded()),
        store);
  }

  private Path pem(String name, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text));
  }

  private BackgroundEngine start(Path certificate, Path key) throws Exception {
    Path state = folder.resolve("state");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return BackgroundEngine.start(
        state,
        Map.of("MANYHANDS_HOME", state.toString()),
        new BackgroundEngine.Options(
            0,
            Duration.ZERO,
            Optional.of(TOKEN),
            Optional.of(new Elsewhere(any, certificate, key))));
  }

  private static HttpClient client(KeyStore trusted) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
  }

  private static HttpRequest.Builder request(String scheme, int port) {
    return HttpRequest.newBuilder(
            URI.create("%s://127.0.0.1:%d/api/v1/engine".formatted(scheme, port)))
        .timeout(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void whoKnowsTheTokenIsAnswered(String algorithm) throws Exception {
    Identity identity = identity("server", algorithm);
    try (BackgroundEngine engine = start(identity.certificate(), identity.key());
        HttpClient client = client(identity.store())) {
      int port = engine.portElsewhere();
      HttpResponse<String> answer =
          client.send(
              request("https", port).header("Authorization", "Bearer " + TOKEN).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(client.send(request("https", port).build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
      assertThatExceptionOfType(IOException.class)
          .as("without TLS")
          .isThrownBy(() -> client.send(request("http", port).build(), BodyHandlers.ofString()));
    }
  }

  @Test
  void whoNeverFinishesTheHandshakeHoldsUpNobody() throws Exception {
    Identity identity = identity("server", "EC");
    List<Socket> silent = new ArrayList<>();
    try (BackgroundEngine engine = start(identity.certificate(), identity.key());
        HttpClient client = client(identity.store())) {
      for (int i = 0; i < 100; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), engine.portElsewhere());
        if (i % 2 == 0) {
          // The beginning of a greeting.
          socket.getOutputStream().write(new byte[] {22, 3, 1});
        }
        silent.add(socket);
      }
      HttpResponse<String> answer =
          client.send(
              request("https", engine.portElsewhere())
                  .header("Authorization", "Bearer " + TOKEN)
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void filesThatAreNoPairAreRefused() throws Exception {
    Identity one = identity("one", "EC");
    Identity other = identity("other", "EC");
    Identity another = identity("another", "RSA");
    Path damaged = Files.writeString(folder.resolve("damaged"), "-----BEGIN PRIVATE KEY-----\n*\n");
    Path empty = Files.writeString(folder.resolve("empty"), "");
    List<List<Path>> wrong =
        List.of(
            List.of(one.certificate(), other.key()),
            List.of(one.certificate(), another.key()),
            List.of(one.certificate(), one.certificate()),
            List.of(one.certificate(), damaged),
            List.of(one.key(), one.key()),
            List.of(empty, one.key()));
    for (List<Path> files : wrong) {
      assertThatExceptionOfType(ManyhandsException.class)
          .as("%s", files)
          .isThrownBy(() -> start(files.get(0), files.get(1)).close())
          .matches(e -> e.kind() == ManyhandsException.Kind.CONFIG);
    }
    start(one.certificate(), one.key()).close();
  }
}

package dev.manyhands.engine.agent.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanesTest {
  private final Lanes lanes = new Lanes(HttpClient::newHttpClient);

  private List<CompletableFuture<?>> send(HttpRequest request, int count) {
    List<CompletableFuture<?>> calls = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(_ -> calls.add(lanes.send(request, HttpResponse.BodyHandlers.discarding())));
    return calls;
  }

  @Test
  void thereIsOneMoreForSoManyCallsAndWhatEndsMakesRoom() throws Exception {
    int many = 2 * Lanes.WIDTH + 1;
    // Takes connections and says nothing.
    try (ServerSocket silent = new ServerSocket(0, many, InetAddress.getLoopbackAddress())) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + silent.getLocalPort())).build();

      List<CompletableFuture<?>> few = send(request, Lanes.WIDTH);
      assertThat(lanes.count()).isEqualTo(1);
      few.forEach(call -> call.cancel(true));

      List<CompletableFuture<?>> all = send(request, many);
      assertThat(lanes.count()).isEqualTo(3);
      all.forEach(call -> call.cancel(true));

      send(request, many).forEach(call -> call.cancel(true));
      assertThat(lanes.count()).isEqualTo(3);
    }
  }
}

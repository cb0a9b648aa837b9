package dev.manyhands.app.http;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets in who knows the token. A page in a browser of this machine does not, but could use a name
 * that leads to the loopback address (DNS rebinding): so names and origins are checked too.
 *
 * @param token what requests must carry
 * @param hosts names by which the server may be called, in lower case; empty when any will do,
 *     because TLS settles that
 */
record Guard(String token, Set<String> hosts) {
  /** The names of this machine itself. */
  static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  Guard {
    hosts = Set.copyOf(hosts);
  }

  /** Refuses a request that may not be answered. */
  void check(Headers headers) {
    List<String> host = headers.getOrDefault("Host", List.of());
    if (!hosts.isEmpty() && (host.size() != 1 || !hosts.contains(name(host.getFirst())))) {
      throw Refusal.of(
          403,
          "this server is not called '%s'".formatted(text(host)),
          "use 127.0.0.1 or localhost");
    }
    for (String origin : headers.getOrDefault("Origin", List.of())) {
      if (!isLocal(origin)) {
        throw Refusal.of(
            403, "pages of '%s' may not ask".formatted(Call.shorten(origin)), "leave out Origin");
      }
    }
    List<String> given = headers.getOrDefault("Authorization", List.of());
    if (given.size() != 1 || !isRight(given.getFirst())) {
      throw Refusal.of(
          401,
          given.isEmpty() ? "there is no token" : "the token is wrong",
          "send 'Authorization: Bearer TOKEN'; the token is in engine.json in the state folder");
    }
  }

  private static String text(List<String> host) {
    return Call.shorten(String.join(", ", host));
  }

  private static String name(String host) {
    return host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
  }

  private boolean isLocal(String origin) {
    String rest = origin.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    return !rest.equals(origin.toLowerCase(Locale.ROOT))
        && (hosts.isEmpty() ? LOOPBACK : hosts).contains(name(rest));
  }

  private boolean isRight(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return false;
    }
    // In the same time whichever byte is wrong.
    return MessageDigest.isEqual(
        authorization.substring(7).strip().getBytes(StandardCharsets.UTF_8),
        token.getBytes(StandardCharsets.UTF_8));
  }
}

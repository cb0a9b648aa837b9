package dev.manyhands.app.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.ManyhandsException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Another address than the loopback, where only TLS is spoken.
 *
 * @param address where to listen
 * @param certificates a PEM file: the server's certificate, then those that vouch for it
 * @param key a PEM file with the private key (PKCS #8)
 */
public record Elsewhere(InetSocketAddress address, Path certificates, Path key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final char[] NO_PASSWORD = {};

  HttpServer bind() throws IOException {
    HttpsServer server = HttpsServer.create(address, 256);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    return server;
  }

  private SSLContext context() throws IOException {
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificates)))
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw wrong(certificates, "it holds no certificate", null);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      PrivateKey secret = privateKey(chain[0]);
      demandPair(secret, chain[0]);
      store.setKeyEntry("key", secret, NO_PASSWORD, chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw wrong(certificates, String.valueOf(e.getMessage()), e);
    }
  }

  private PrivateKey privateKey(Certificate certificate)
      throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(Files.readString(key, StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw wrong(key, "it holds no private key in the form of PKCS #8", null);
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (IllegalArgumentException e) {
      throw wrong(key, "its text is damaged", e);
    }
  }

  /** What the one signs, the other must recognise; else every connection would fail. */
  private void demandPair(PrivateKey secret, Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> secret.getAlgorithm();
        };
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(secret);
    byte[] signature = signing.sign();
    signing.initVerify(certificate);
    if (!signing.verify(signature)) {
      throw wrong(key, "it is not the key of the certificate in " + certificates, null);
    }
  }

  private static ManyhandsException wrong(Path file, String why, @Nullable Exception cause) {
    return new ManyhandsException(
        Kind.CONFIG, "%s cannot be used: %s".formatted(file, why), "name a PEM file", cause);
  }
}
